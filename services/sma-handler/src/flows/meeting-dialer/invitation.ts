/** We call somebody who is invited. */
import { lineOf } from '@patchbay/meetings';
import type { Participant } from '@patchbay/repositories';
import type { Answer, Call } from '@patchbay/sma';
import * as z from 'zod/mini';
import { join, over } from './meeting.ts';
import { askToJoin, type Farewell, farewell, hangUp } from './prompts.ts';
import { conclude, isReceipt } from './result.ts';
import { type Result, type State, store } from './state.ts';
import { beside, type Turn } from './turn.ts';

/** Nobody talks longer. */
const LINE_MS = 4 * 3_600_000;

/** What CreateSipMediaApplicationCall brings along. */
const argumentsSchema = z.object({
  eventId: z.string().check(z.regex(/^\d{6}$/)),
  series: z.string().check(z.regex(/^[\w-]{1,40}$/)),
  participantId: z.string().check(z.regex(/^[\w-]{1,40}$/)),
  attempt: z.string().check(z.regex(/^\d{1,6}$/)),
});

/** @throws ZodError not all is there: nobody but our worker places such calls */
function invitationOf(call: Call): Pick<State, 'participant' | 'invited'> {
  const { eventId, series, participantId: id, attempt } = z.parse(argumentsSchema, call.arguments);
  return { participant: { eventId, series, id }, invited: { attempt: Number(attempt), isReceipt: undefined } };
}

/** The receipt: from now on the call is known, and is not placed again. */
export async function placed(turn: Turn): Promise<Answer> {
  const begun = { ...turn, state: { ...turn.state, ...invitationOf(turn.call) } };
  // Where it can't be written, it is tried again when somebody answers.
  const known = await receive(begun, await beside(begun, isReceipt(begun)));
  return { attributes: store({ step: 'calling', participant: known.participant, invited: known.invited }) };
}

/** Of a call that is the one of its attempt, the line is kept. */
async function receive(turn: Turn, isFirst: boolean | undefined): Promise<State> {
  const { deps, state } = turn;
  const { participant, invited } = state;
  if (!participant || !invited) return state;
  if (isFirst) {
    const { lines: limit } = deps.invitationSettings;
    const now = deps.now();
    await beside(turn, deps.lines.take(lineOf(participant), { limit, until: now + LINE_MS, now }));
  }
  return { ...state, invited: { ...invited, isReceipt: isFirst } };
}

export async function answered(turn: Turn): Promise<Answer> {
  const { deps, state } = turn;
  const { participant, invited } = state;
  if (!participant || !invited) throw new Error('The call has no invitation');
  const known = invited.isReceipt === undefined ? await receive(turn, await isReceipt(turn)) : state;
  const changes = { invited: known.invited };
  const its = { ...turn, state: known };
  // Another call to the same person goes on.
  if (!known.invited?.isReceipt) return hangUp(its, changes);
  const { eventId, series } = participant;
  const [meeting, invitee] = await Promise.all([
    deps.scheduledMeetings.get(eventId, series),
    beside(its, conclude(its, { outcome: 'answered' })),
  ]);
  if (!meeting || meeting.endedAt !== undefined) return over(its, changes);
  return { actions: [askToJoin(its, eventId, invitee?.name)], attributes: store({ ...changes, step: 'asked' }) };
}

export async function decided(turn: Turn): Promise<Answer> {
  const { call, deps, state } = turn;
  switch (call.digits) {
    case '1': {
      const participant = state.participant && (await deps.participants.get(state.participant));
      return participant ? join(turn, participant) : over(turn);
    }
    case '2':
      return end(turn, () => 'declined', { outcome: 'declined' });
    default:
      return undecided(turn);
  }
}

/** He has pressed nothing, or it is an answering machine. */
export function undecided(turn: Turn): Promise<Answer> {
  // Who was sent no passcode has no numbers to join with.
  const why = (invitee?: Participant) => (invitee?.passcode === undefined ? 'not-mailed' : 'no-answer');
  return end(turn, why, { outcome: 'no-answer' });
}

/** It is also kept with the call: when that ends, it is said once more. */
async function end(turn: Turn, why: (invitee?: Participant) => Farewell, result: Result): Promise<Answer> {
  const invitee = await beside(turn, conclude(turn, result));
  return farewell(turn, why(invitee), { result });
}
