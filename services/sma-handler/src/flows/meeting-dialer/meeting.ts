/** Into the meeting, and out of it. */
import type { Entered } from '@patchbay/meetings';
import type { Participant } from '@patchbay/repositories';
import { type Answer, joinChimeMeeting } from '@patchbay/sma';
import { toCaller } from '../caller.ts';
import { type Farewell, farewell, tellJoined } from './prompts.ts';
import { conclude } from './result.ts';
import { type Result, type State, store } from './state.ts';
import { beside, type Turn } from './turn.ts';

/** The Chime meeting may have ended as it was joined: then there is another one. */
const MAX_JOINS = 2;

export async function join(turn: Turn, participant: Participant): Promise<Answer> {
  const { call, deps, state } = turn;
  const { eventId, series, id } = participant;
  const known: Partial<State> = { participant: { eventId, series, id }, eventId: undefined };
  const entered = await beside(turn, deps.door.enter(participant, call.transactionId, 'phone'));
  if (!entered?.ok) return notEntered({ ...turn, state: { ...state, ...known } }, entered, known);
  const { meetingId, attendee } = entered;
  return {
    actions: [joinChimeMeeting({ ...toCaller(call), JoinToken: attendee.JoinToken, MeetingId: meetingId })],
    attributes: store({ ...known, step: 'joining', joins: state.joins + 1 }),
  };
}

function notEntered(
  turn: Turn,
  entered: Exclude<Entered, { ok: true }> | undefined,
  changes: Partial<State>,
): Promise<Answer> {
  switch (entered?.reason) {
    case 'over':
      return over(turn, changes);
    case 'full':
      return without(turn, 'full', 'The meeting was full.', changes);
    default:
      if (entered)
        turn.deps.report(new Error(`The meeting can not be joined: ${entered.message}`, { cause: entered.cause }));
      return sorry(turn, changes);
  }
}

/** Once more, since nobody is told whether the meeting has ended meanwhile. */
export async function notJoined(turn: Turn): Promise<Answer> {
  const { deps, state } = turn;
  if (state.joins >= MAX_JOINS) return sorry(turn);
  const participant = state.participant && (await deps.participants.get(state.participant));
  return participant ? join(turn, participant) : over(turn);
}

export async function joined(turn: Turn): Promise<Answer> {
  const { call, deps, state } = turn;
  const { participant } = state;
  // The meeting ended at once: its HANGUP is on the way.
  if (!participant || !call.legB?.connected) return [];
  const result: Result = { outcome: 'joined' };
  // He is in it, and needs nothing of this.
  await Promise.all([
    beside(turn, deps.door.notePresence(participant, call.transactionId, true, deps.now())),
    beside(turn, conclude(turn, result)),
  ]);
  return { actions: [tellJoined(turn)], attributes: store({ step: 'joined', result }) };
}

/** The meeting is over, for everybody or before he was in it. */
export function over(turn: Turn, changes: Partial<State> = {}): Promise<Answer> {
  return without(turn, 'ended', 'The meeting had ended.', changes);
}

function sorry(turn: Turn, changes: Partial<State> = {}): Promise<Answer> {
  return without(turn, 'sorry', 'The meeting could not be joined.', changes);
}

/** The call ends without the meeting, or after it. */
async function without(turn: Turn, why: Farewell, reason: string, changes: Partial<State>): Promise<Answer> {
  const { invited, result: before } = turn.state;
  if (!invited || before) return farewell(turn, why, changes);
  const result: Result = { outcome: 'failed', reason };
  await beside(turn, conclude(turn, result));
  return farewell(turn, why, { ...changes, result });
}
