/** Somebody calls us, with a meeting and a passcode. */
import type { Guesser } from '@patchbay/meetings';
import { type Answer, E164 } from '@patchbay/sma';
import { join } from './meeting.ts';
import { askForEvent, askForPasscode, farewell } from './prompts.ts';
import { store } from './state.ts';
import type { Turn } from './turn.ts';

const MAX_TRIES = 3;
const SIX_DIGITS = /^\d{6}$/;

export function welcome(turn: Turn): Answer {
  return { actions: [askForEvent(turn)], attributes: store({ step: 'event' }) };
}

/** Whether there is such a meeting is not said, and not even looked at, before there is a passcode. */
export function eventKeyed(turn: Turn): Answer {
  const { digits } = turn.call;
  if (!SIX_DIGITS.test(digits)) return notKeyed(turn);
  return { actions: [askForPasscode(turn, digits)], attributes: store({ step: 'passcode', eventId: digits }) };
}

export async function passcodeKeyed(turn: Turn): Promise<Answer> {
  const { call, deps, state } = turn;
  if (state.eventId === undefined || !SIX_DIGITS.test(call.digits)) return notKeyed(turn);
  const guesser = guesserOf(turn);
  const meeting = await deps.scheduledMeetings.get(state.eventId);
  const judged = await deps.guard.judge(meeting, call.digits, guesser);
  if (judged.ok) return join(turn, judged.participant);
  if (judged.reason === 'too-many') return farewell(turn, 'often');
  const tries = state.tries + 1;
  // Who hides his number can't be told from others who do: each of them has one try a call.
  const most = guesser.number === undefined ? 1 : MAX_TRIES;
  if (tries >= most) return farewell(turn, 'check');
  return { actions: [askForEvent(turn, 'wrong')], attributes: store({ step: 'event', eventId: undefined, tries }) };
}

/** Nothing was keyed in, or nothing like six digits, three times. */
export function notKeyed(turn: Turn): Answer {
  return farewell(turn, 'check');
}

function guesserOf({ call: { legA } }: Turn): Extract<Guesser, { kind: 'caller' }> {
  return legA && E164.test(legA.from) ? { kind: 'caller', number: legA.from } : { kind: 'caller' };
}
