import type { Item } from './items.ts';
import { textsOf } from './pairs/item.ts';
import type { Pair } from './pairs/pair.ts';

export const CALL_STATES = ['connecting', 'calling', 'talking', 'ended', 'failed'] as const;

/** `ended` and `failed` are final. */
export type CallState = (typeof CALL_STATES)[number];

/** A call as the calls table has it. What nobody has written is missing. */
export interface Call {
  transactionId: string;
  flow?: string;
  state?: CallState;
  /** Why it failed. */
  reason?: string;
  /** Call ids of its legs by participant tag, such as LEG-A. */
  legs: Readonly<Record<string, string>>;
  /** The pair that it claimed, once and for all: whether it still has it, the pairs table knows. */
  pair?: Pair;
  /** Who the call belongs to. */
  owner?: string;
  meetingId?: string;
}

/** Attributes that are a text of their own, so that an index can have them as its key. */
export const CALL_TEXTS = ['flow', 'state', 'reason', 'owner', 'meetingId'] as const;

/** A call's item. */
export function callOf(item: Item): Call {
  const { state, ...texts } = textsOf(Object.fromEntries(CALL_TEXTS.flatMap((name) => entry(item, name))));
  const { smaNumber, connectNumber } = textsOf(item['pair']?.M);
  const known = CALL_STATES.find((each) => each === state);
  return {
    transactionId: item['transactionId']?.S ?? '',
    ...texts,
    ...(known && { state: known }),
    legs: textsOf(item['legs']?.M),
    ...(smaNumber !== undefined && connectNumber !== undefined && { pair: { smaNumber, connectNumber } }),
  };
}

function entry(item: Item, name: string): [string, NonNullable<Item[string]>][] {
  const value = item[name];
  return value ? [[name, value]] : [];
}
