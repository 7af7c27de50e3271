import { isSipHeader, type Leg, sipHeaderText } from '@patchbay/sma';
import * as z from 'zod/mini';

/** What the contact flow tells about the contact when it has the call taken back, by name. */
export type Told = Readonly<Record<string, string>>;

/** An attribute's length, by the strictest of the limits that are documented. */
const MAX_LENGTH = 1_024;
const schema = z.record(z.string(), z.string());

/** Reads what an update brought along, or what was stored of it; nothing, if it is not a map of texts. */
export function toldFromText(text: string | undefined): Told {
  if (text === undefined || text.length > MAX_LENGTH) return {};
  try {
    return z.safeParse(schema, JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

/** Those whose names make them SIP headers, such as `X-Customer-Id`: the SIP peer is told them. */
export function headersOf(told: Told): Record<string, string> {
  const headers = Object.entries(told).map(([name, text]) => [name, sipHeaderText(text)] as const);
  return Object.fromEntries(headers.filter(([name, value]) => isSipHeader(name, value)));
}

/** Connect passes on 20 texts, of which some are our own. */
const MOST_HEADERS = 12;

/**
 * What the caller's side tells about the call: the number that was dialled, and the SIP headers of a call from a Voice
 * Connector, `X-Customer-Id` as `x_customer_id`, since names with hyphens are awkward in a contact flow.
 */
export function dataOf({ to, sipHeaders }: Leg): Record<string, string> {
  const headers = Object.entries(sipHeaders)
    .filter(([name, text]) => /^x-[\w-]{1,62}$/i.test(name) && text !== '')
    .slice(0, MOST_HEADERS)
    .map(([name, text]) => [name.toLowerCase().replaceAll('-', '_'), text] as const);
  return { ...Object.fromEntries(headers), dialled_number: to };
}
