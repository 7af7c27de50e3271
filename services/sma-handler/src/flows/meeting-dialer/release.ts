/** What the call has had is given back, whatever has happened. */
import { lineOf, participantAt } from '@patchbay/meetings';
import type { ParticipantKey } from '@patchbay/repositories';
import { conclude, isReceipt, resultAtEnd } from './result.ts';
import type { Turn } from './turn.ts';

export async function release(turn: Turn): Promise<void> {
  const { call, deps, state } = turn;
  const participant = state.participant ?? (await whoseLostPlace(turn));
  if (!participant) return;
  const left = deps.door.leave(participant, call.transactionId);
  for (const done of await Promise.allSettled([left, settle(turn, participant)])) {
    if (done.status === 'rejected') throw done.reason;
  }
}

/** The answer that stored who has come in may have been lost. */
async function whoseLostPlace({ call, deps, state }: Turn): Promise<ParticipantKey | undefined> {
  if (state.eventId === undefined) return undefined;
  const meeting = await deps.scheduledMeetings.get(state.eventId);
  return meeting && participantAt(meeting, call.transactionId);
}

async function settle(turn: Turn, participant: ParticipantKey): Promise<void> {
  const { call, deps, state } = turn;
  const { invited } = state;
  const result = resultAtEnd(turn);
  if (!invited) {
    if (result) await conclude(turn, result);
    return;
  }
  if (!(await isReceipt(turn))) return;
  const now = result && (await conclude(turn, result));
  // All calls to one person have the same line, and the next one may be on already.
  const next = now?.call;
  const isLatest = !next || next.dueAt !== undefined || next.transactionId === call.transactionId;
  if (isLatest) await deps.lines.release(lineOf(participant));
}
