/** Who is invited to a meeting is called, or calls, and is brought into it. */
import { type Answer, type Call, type Flow, pause } from '@patchbay/sma';
import { hangUpCaller, toCaller } from '../caller.ts';
import type { MeetingDialerDeps } from './deps.ts';
import { eventKeyed, notKeyed, passcodeKeyed, welcome } from './entrance.ts';
import { answered, decided, placed, undecided } from './invitation.ts';
import { joined, notJoined, over } from './meeting.ts';
import { askForEvent, askForPasscode, askToJoin, farewell, hangUp } from './prompts.ts';
import { release } from './release.ts';
import { store } from './state.ts';
import { type Turn, turn } from './turn.ts';

export type { InvitationSettings, MeetingDialerDeps } from './deps.ts';

export const meetingDialer: Flow<MeetingDialerDeps> = {
  name: 'meeting-dialer',
  on: {
    NEW_INBOUND_CALL: turn(welcome),
    NEW_OUTBOUND_CALL: turn(placed),
    CALL_ANSWERED: turn(answered),
    ACTION_SUCCESSFUL: {
      SpeakAndGetDigits: after(keyed),
      JoinChimeMeeting: after(joined),
    },
    ACTION_FAILED: {
      SpeakAndGetDigits: after(nothingKeyed),
      JoinChimeMeeting: after(notJoined),
      Pause: after(unheard),
      Speak: turn(withoutWords),
    },
    CALL_UPDATE_REQUESTED: turn(updated),
    HANGUP: turn(ended),
  },
  // The meeting has ended while he hears so.
  keepSurvivor: (call) => isMeetingLeg(call) && call.attributes['step'] === 'bye',
  release: async (call, deps) => void (await turn(released)(call, deps)),
};

/** What was running as he was told that the meeting has ended finishes first, and must not change that. */
function after(next: (turn: Turn) => Answer | Promise<Answer>) {
  return turn((its) => {
    if (!its.call.legA?.live) return [];
    return its.state.step === 'bye' ? farewell(its, 'ended') : next(its);
  });
}

function keyed(its: Turn): Answer | Promise<Answer> {
  switch (its.state.step) {
    case 'asked':
      return decided(its);
    case 'event':
      return eventKeyed(its);
    case 'passcode':
      return passcodeKeyed(its);
    default:
      return hangUp(its);
  }
}

function nothingKeyed(its: Turn): Answer | Promise<Answer> {
  if (its.call.failure?.type !== 'InvalidDigitsReceived') return unheard(its);
  return its.state.step === 'asked' ? undecided(its) : notKeyed(its);
}

const AGAIN_MS = 1_000;
const MAX_UNHEARD = 2;

/** The question could not be spoken: perhaps it can a moment later, and in plainer words. */
function unheard(its: Turn): Answer {
  const { call, state } = its;
  const question = state.unheard + 1 < MAX_UNHEARD && questionOf(its);
  if (!question) return hangUp(its, unspoken(its));
  const wait = pause({ ...toCaller(call), DurationInMilliseconds: AGAIN_MS });
  return { actions: [wait, question], attributes: store({ unheard: state.unheard + 1 }) };
}

function unspoken({ state: { invited } }: Turn): Parameters<typeof hangUp>[1] {
  return invited ? { result: { outcome: 'failed', reason: 'The invitation could not be spoken.' } } : {};
}

function questionOf(its: Turn) {
  const { step, eventId = '', participant } = its.state;
  switch (step) {
    case 'asked':
      return participant && askToJoin(its, participant.eventId);
    case 'event':
      return askForEvent(its);
    case 'passcode':
      return askForPasscode(its, eventId);
    default:
      return undefined;
  }
}

/** In the meeting he hears the others; elsewhere he would hear nothing at all. */
function withoutWords(its: Turn): Answer {
  const { call, state } = its;
  return state.step === 'joined' || !call.legA?.live ? [] : [hangUpCaller(call)];
}

/** The organiser has ended the meeting. Whoever does not answer before the call has ended needs not be told. */
function updated(its: Turn): Answer | Promise<Answer> {
  const { call, state } = its;
  const isEnd = call.arguments['action'] === 'end' && call.legA?.live && state.step !== 'bye';
  return isEnd ? over(its) : [];
}

/** A leg has ended; the router hangs up the other one. */
function ended(its: Turn): Answer | Promise<Answer> {
  const { call, state } = its;
  const isAlone = isMeetingLeg(call) && call.legA?.connected && state.step !== 'bye';
  return isAlone ? over(its) : [];
}

const isMeetingLeg = (call: Call): boolean => call.ended?.leg?.tag === 'LEG-B';

async function released(its: Turn): Promise<Answer> {
  await release(its);
  return [];
}
