/** What a call used of the service, and what that costs by list prices. */
import { legTimes, type LegTime } from './leg-times.ts';
import { listPrices, type PriceList, type PriceName } from './page/prices.ts';
import type { CallRecord } from './recorder.ts';
import { type Spoken, spokenCharacters, voiceFocusMs } from './usage.ts';

export interface BillLine {
  price: PriceName;
  what: string;
  /** In the unit of the price. */
  quantity: number;
  unit: 'minute' | 'character' | 'second';
  /** USD; undefined when it has no list price. */
  amount: number | undefined;
}

/** A leg that was connected to nobody after the other leg of its bridge had ended. */
export interface StrandedLeg {
  callId: string;
  tag: 'LEG-A' | 'LEG-B';
  number: string;
  /** Milliseconds since the call began. */
  from: number;
  to: number;
  /** Still so when the record ends. */
  open: boolean;
  /** Billed minutes. */
  minutes: number;
  /** USD, as far as the minutes have a price. */
  amount: number | undefined;
}

export interface Bill {
  lines: BillLine[];
  /** USD of the lines that have a price. */
  total: number;
  /** Whether some line has no price, so that the total is not all. */
  partial: boolean;
  stranded: StrandedLeg[];
  /** Whether a leg was still connected when the record ends: its minutes go on. */
  open: boolean;
  prices: PriceList;
}

/**
 * Rounding, with the pages that it is from:
 * - a leg is billed from answer to end, rounded up to 6 seconds (administration guide, call detail records: 4 s are
 *   billed as 0.1 minutes), each leg by itself;
 * - PSTN Audio application minutes are those of all telephone legs; a place in a meeting is attendee minutes instead;
 * - text-to-speech counts the characters that were spoken, without SSML tags (Polly), once for each time they are spoken;
 * - Voice Focus is rounded up to the second, each leg by itself;
 * - amounts are not rounded.
 */
export function bill(record: CallRecord, prices: PriceList = listPrices): Bill {
  const legs = legTimes(record);
  const phones = legs.filter(({ kind }) => kind !== 'meeting');
  const spoken = spokenCharacters(record);
  const line = (price: PriceName, what: string, quantity: number): BillLine[] => {
    if (quantity === 0) return [];
    const { unit } = prices.prices[price];
    return [{ price, what, quantity, unit, amount: amountOf(prices, price, quantity) }];
  };
  const lines = [
    ...line('inbound-minute', 'Inbound telephone minutes', minutesOf(phones, 'inbound-minute')),
    ...line('outbound-minute', 'Outbound telephone minutes', minutesOf(phones, 'outbound-minute')),
    ...line('voice-connector-minute', 'Voice Connector minutes', minutesOf(phones, 'voice-connector-minute')),
    ...line('application-minute', 'PSTN Audio application minutes', sum(phones.map(billedMinutes))),
    ...line('attendee-minute', 'Meeting attendee minutes', sum(minutesIn(legs, 'meeting'))),
    ...speechLines(spoken, line),
    ...line('voice-focus-second', 'Voice Focus', sum(voiceFocusMs(record, legs).map((ms) => Math.ceil(ms / 1_000)))),
  ];
  return {
    lines,
    total: lines.reduce((total, { amount = 0 }) => total + amount, 0),
    partial: lines.some(({ amount }) => amount === undefined),
    stranded: legs.flatMap((leg) => strandedParts(leg, prices)),
    open: legs.some(({ open }) => open),
    prices,
  };
}

function speechLines(spoken: Spoken, line: (price: PriceName, what: string, quantity: number) => BillLine[]) {
  return [
    ...line('speech-standard', 'Text-to-speech, standard voices', spoken.standard),
    ...line('speech-neural', 'Text-to-speech, neural voices', spoken.neural),
  ];
}

/** Tenths of a minute make whole numbers, which add up without error. */
const tenths = (ms: number): number => Math.ceil(ms / 6_000);
const billedMinutes = (leg: LegTime): number => tenths(leg.connectedMs) / 10;
const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, each) => total + Math.round(each * 10), 0) / 10;
const minutesIn = (legs: readonly LegTime[], kind: LegTime['kind']): number[] =>
  legs.filter((leg) => leg.kind === kind).map(billedMinutes);

function minutesOf(phones: readonly LegTime[], price: PriceName): number {
  return sum(phones.filter((leg) => priceOf(leg) === price).map(billedMinutes));
}

function priceOf({ kind }: LegTime): PriceName {
  switch (kind) {
    case 'caller':
      return 'inbound-minute';
    case 'pstn':
      return 'outbound-minute';
    case 'voice-connector':
      return 'voice-connector-minute';
    case 'meeting':
      return 'attendee-minute';
  }
}

function amountOf({ prices }: PriceList, name: PriceName, quantity: number): number | undefined {
  const { usd, per } = prices[name];
  return usd === undefined ? undefined : (usd * quantity) / per;
}

function strandedParts(leg: LegTime, prices: PriceList): StrandedLeg[] {
  return leg.stranded.map(({ from, to, open }) => {
    const minutes = tenths(to - from) / 10;
    const own = amountOf(prices, priceOf(leg), minutes);
    const application = leg.kind === 'meeting' ? 0 : amountOf(prices, 'application-minute', minutes);
    const amount = own === undefined || application === undefined ? undefined : own + application;
    return { callId: leg.callId, tag: leg.tag, number: leg.number, from, to, open, minutes, amount };
  });
}
