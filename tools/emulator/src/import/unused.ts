import type { Place } from './log-entry.ts';

/** Why something in a log is not in the traces. */
export const unusedReasons = {
  'no-object': 'no object in it',
  'other-object': 'an object, but no event and no answer of a SIP media application',
  'not-json': 'not JSON',
  'cut-off': 'cut off before its end',
  'too-long': 'longer than 8 Mi characters; write one event a line, such as by jq -c ".events[]"',
  'too-deep': 'nested too deep',
  'left-out': 'printed without what is deep inside it ([Object]); log JSON.stringify(event) instead of event',
  'not-an-event': 'has an InvocationEventType, but no TransactionId or Sequence',
  repeated: 'the same again, of the same invocation',
  superseded: 'an answer, and the same invocation logged another one later',
  'no-event': 'an answer to an event that is not in the logs',
  ambiguous: 'an answer to one of several calls, and nothing tells to which',
  'message-of-unknown-call': "the service's message about a call that has no event in the logs",
} as const;

export type UnusedReason = keyof typeof unusedReasons;

export interface Unused {
  reason: UnusedReason;
  count: number;
  /** The first of them. */
  places: Place[];
}

/** How many places are kept of each reason. */
const KEPT = 20;

/** What was not used of a log: counted, and the first few of each kind by their place. */
export class UnusedLines {
  readonly #found = new Map<UnusedReason, Unused>();

  add(reason: UnusedReason, { file, line }: Place): void {
    const found = this.#found.get(reason) ?? { reason, count: 0, places: [] };
    this.#found.set(reason, found);
    found.count += 1;
    if (found.places.length < KEPT) found.places.push({ file, line });
  }

  list(): Unused[] {
    return [...this.#found.values()].map((one) => ({ ...one, places: one.places.toSorted(byPlace) }));
  }
}

function byPlace(one: Place, other: Place): number {
  return one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1;
}
