/** What becomes of an invitation by telephone. */
import type { Participant } from '@patchbay/repositories';
import type { Result } from './state.ts';
import type { Turn } from './turn.ts';

/** When nobody has answered, the call is placed again after so long. */
const RETRY_MS = 60_000;

/** Whether this call is the one of its attempt; false when another one was faster. */
export async function isReceipt({ call, deps, state }: Turn): Promise<boolean> {
  const { participant, invited } = state;
  if (!participant || !invited) return false;
  return invited.isReceipt ?? deps.participants.receipt(participant, invited.attempt, call.transactionId, deps.now());
}

/** Keeps it, unless the call is not the one of its attempt. What is known and can not be stepped back from stays. */
export async function conclude(turn: Turn, { outcome, reason }: Result): Promise<Participant | undefined> {
  const { call, deps, state } = turn;
  const { participant, invited } = state;
  if (!participant || invited?.isReceipt === false) return undefined;
  const isDueAgain = outcome === 'no-answer' && invited && invited.attempt <= deps.invitationSettings.retries;
  return deps.participants.conclude(participant, {
    outcome,
    at: deps.now(),
    ...(invited && { transactionId: call.transactionId }),
    ...(reason !== undefined && { reason }),
    ...(isDueAgain && { retryAt: deps.now() + RETRY_MS }),
  });
}

const BUSY = 486;
/** What the network says of a telephone that rings, and is not answered. */
const UNANSWERED: readonly (number | undefined)[] = [408, 480, 487, undefined];

/** What has become of it when the call ends like this; undefined for who has called us and has not joined. */
export function resultAtEnd({ call, state }: Turn): Result | undefined {
  const { step, result, invited } = state;
  if (result || !invited) return result;
  const code = call.ended?.code;
  switch (step) {
    case 'calling':
      if (code === 0) return { outcome: 'failed', reason: 'Something went wrong during the call.' };
      if (code === BUSY) return { outcome: 'no-answer', reason: 'The number was busy.' };
      return UNANSWERED.includes(code)
        ? { outcome: 'no-answer' }
        : { outcome: 'no-answer', reason: `The call was not connected (SIP ${code}).` };
    case 'asked':
      return { outcome: 'no-answer' };
    default:
      return { outcome: 'failed', reason: 'The call ended before the meeting was joined.' };
  }
}
