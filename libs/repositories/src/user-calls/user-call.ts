import { CALL_STATES, type CallState } from '../call.ts';
import type { Item } from '../items.ts';

/** A call that somebody who has signed in placed, as the calls table has it. */
export interface UserCall {
  transactionId: string;
  /** Whose call it is. */
  owner: string;
  meetingId: string;
  /** What was dialled. */
  to: string;
  state: CallState;
  /** Why it failed, for people. */
  reason?: string;
  /** Somebody asked for its end. */
  hangupRequested: boolean;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** Digits in the order in which they were asked for. */
export interface DigitsInOrder {
  digits: string;
  /** Number of the first that are missing. */
  next: number;
}

/** Undefined for the item of a call that nobody placed. */
export function userCallOf(item: Item): UserCall | undefined {
  const [transactionId, owner, meetingId, to] = ['transactionId', 'owner', 'meetingId', 'to'].map(
    (name) => item[name]?.S,
  );
  const createdAt = item['createdAt']?.N;
  const state = CALL_STATES.find((each) => each === item['state']?.S);
  if (!transactionId || !owner || !meetingId || to === undefined || createdAt === undefined || !state) return undefined;
  const reason = item['reason']?.S;
  return {
    transactionId,
    owner,
    meetingId,
    to,
    state,
    ...(reason !== undefined && { reason }),
    hangupRequested: item['hangupRequested']?.BOOL ?? false,
    createdAt: Number(createdAt),
  };
}

/** What SendDigits takes at once. */
export const MOST_DIGITS = 50;

/** From `first` on, until a number is missing or they are too many for one action. */
export function inOrder(digits: Readonly<Record<string, string>>, first: number): DigitsInOrder {
  let next = first;
  let text = '';
  for (;;) {
    const more = digits[String(next)];
    if (more === undefined || text.length + more.length > MOST_DIGITS) return { digits: text, next };
    text += more;
    next++;
  }
}

const RANKS: Readonly<Record<CallState, number>> = { connecting: 0, calling: 1, talking: 2, ended: 3, failed: 3 };

/** States from which a call can come to this one: it never goes back. */
export function statesBefore(state: CallState): CallState[] {
  return CALL_STATES.filter((each) => RANKS[each] < RANKS[state]);
}
