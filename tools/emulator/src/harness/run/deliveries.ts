import type { EventType } from '@patchbay/sma';
import type { Functions, InvokeOutcome, InvokeRequest } from '../../engine/ports.ts';

/** One invocation that reached the function. */
export interface Delivery {
  transactionId: string;
  sequence: number;
  event: EventType;
  attempt: number;
  /** It tells that nobody is connected any more. */
  last: boolean;
  outcome: InvokeOutcome;
  /** What it did outside although an earlier delivery of the same event had been answered. */
  addedAgain: readonly string[];
}

export interface Ledger {
  /** What a call has done outside so far. */
  effects(transactionId: string): readonly string[];
  /** Calls that were created so far, whoever created them. */
  created(): readonly string[];
}

/** Keeps what reaches `functions`, and what comes of it. */
export function watched(functions: Functions, ledger: Ledger, keep: (delivery: Delivery) => void): Functions {
  const answered = new Set<string>();
  let underWay = 0;
  let overlaps = 0;

  const invoke = async (request: InvokeRequest): Promise<InvokeOutcome> => {
    const { CallDetails, Sequence: sequence, InvocationEventType: event } = request.event;
    const transactionId = CallDetails.TransactionId;
    const key = `${transactionId} ${sequence}`;
    const again = answered.has(key);
    const before = again ? ledger.effects(transactionId).slice() : [];
    const createdBefore = ledger.created().length;
    if (++underWay > 1) overlaps++;
    const overlapsBefore = overlaps;
    const alone = underWay === 1;
    const outcome = await functions.invoke(request);
    underWay--;
    const addedAgain = again ? added(before, ledger.effects(transactionId)) : [];
    // A call that was created meanwhile can only be laid to this event if no other one was being answered.
    if (again && alone && overlaps === overlapsBefore) addedAgain.push(...ledger.created().slice(createdBefore));
    if (outcome.kind === 'returned') answered.add(key);
    const last = event === 'HANGUP' && !CallDetails.Participants.some(({ Status }) => Status === 'Connected');
    keep({ transactionId, sequence, event, attempt: request.attempt, last, outcome, addedAgain });
    return outcome;
  };
  return { invoke };
}

/** What `after` has more than `before`, each text as often as it is more. */
function added(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((effect) => {
    const index = left.indexOf(effect);
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}
