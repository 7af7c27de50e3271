import * as z from 'zod';
import { check, closed } from '../../yaml/check.ts';
import { YamlDocument } from '../../yaml/document.ts';
import { listPrices, type Price, type PriceList, type PriceName } from './prices.ts';

/** Text, as everything in a YAML file is; exponents are for nobody's bill. */
const usd = z.optional(
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'is not a price. Allowed: USD, such as 0.0022')
    .transform(Number),
);

const schema = closed(
  {
    'inbound-minute': usd,
    'outbound-minute': usd,
    'voice-connector-minute': usd,
    'application-minute': usd,
    'attendee-minute': usd,
    'speech-standard': usd,
    'speech-neural': usd,
    'voice-focus-second': usd,
  } satisfies Record<PriceName, typeof usd>,
  'price',
);

/**
 * List prices with somebody's own in their places: a map from names to USD, for a minute, a second or a million
 * characters.
 * @throws {InputError} one line for each thing that is wrong
 */
export function parsePrices(text: string, name: string): PriceList {
  const document = new YamlDocument(text, name);
  const own = check(schema, document, document.value ?? {});
  const entries = Object.entries(listPrices.prices).map(([key, price]): [string, Price] => {
    const given = own[key as PriceName];
    return [key, given === undefined ? price : { ...price, usd: given, source: 'own' }];
  });
  return { ...listPrices, prices: Object.fromEntries(entries) as PriceList['prices'] };
}
