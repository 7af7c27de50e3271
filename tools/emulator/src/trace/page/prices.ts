/** What one unit of something costs. */
export interface Price {
  /** USD for `per` units; undefined where no list price is known, so that nothing is made up. */
  usd: number | undefined;
  per: number;
  unit: 'minute' | 'character' | 'second';
  /** The page that says so; `own`: whoever asked for the bill. */
  source: 'Amazon Chime SDK pricing' | 'Amazon Polly pricing' | 'own';
}

export type PriceName =
  | 'inbound-minute'
  | 'outbound-minute'
  | 'voice-connector-minute'
  | 'application-minute'
  | 'attendee-minute'
  | 'speech-standard'
  | 'speech-neural'
  | 'voice-focus-second';

export interface PriceList {
  /** When they were looked up. */
  date: string;
  region: string;
  currency: 'USD';
  prices: Readonly<Record<PriceName, Price>>;
}

const chime = (unit: Price['unit'], usd?: number): Price => ({ usd, per: 1, unit, source: 'Amazon Chime SDK pricing' });
const polly = (usd: number): Price => ({ usd, per: 1_000_000, unit: 'character', source: 'Amazon Polly pricing' });

/**
 * List prices as others quote them, looked up on that date, without taxes, free tiers and discounts: compare them with
 * the pages that are named before you rely on them. Telephone minutes depend on the country and the kind of number,
 * and the rest of what has no price here is not listed where it could be checked.
 */
export const listPrices: PriceList = {
  date: '2026-11-21',
  region: 'us-east-1',
  currency: 'USD',
  prices: {
    'inbound-minute': chime('minute'),
    'outbound-minute': chime('minute'),
    'voice-connector-minute': chime('minute'),
    'application-minute': chime('minute'),
    'attendee-minute': chime('minute', 0.0017),
    'speech-standard': polly(4),
    'speech-neural': polly(16),
    'voice-focus-second': chime('second'),
  },
};
