/** Callers join a conference with a PIN; operators act on their calls, and they on each other by star codes. */
import { type Answer, type Call, type Flow, hangup } from '@patchbay/sma';
import { hangUpCaller } from '../caller.ts';
import type { UpdateCallDeps } from './deps.ts';
import { goodbye, pinEntered, welcome } from './entrance.ts';
import { held, joined } from './meeting.ts';
import { goOnWaiting, isReported, left, over, settled, updated } from './operator.ts';
import { othersDone, othersFailed, starCode } from './others.ts';
import { askForPin, farewell, hangUp, listen, say } from './prompts.ts';
import { store } from './state.ts';
import { answer, type Turn, turn } from './turn.ts';

export type { ConferenceSettings, UpdateCallDeps } from './deps.ts';

export const updateCall: Flow<UpdateCallDeps> = {
  name: 'update-call',
  on: {
    NEW_INBOUND_CALL: turn(welcome),
    ACTION_SUCCESSFUL: {
      PlayAudioAndGetDigits: succeeded(pinEntered),
      SpeakAndGetDigits: succeeded(pinEntered),
      JoinChimeMeeting: succeeded(joined),
      ReceiveDigits: succeeded(soundEnded),
      ModifyChimeMeetingAttendees: succeeded(() => []),
      PlayAudio: succeeded(soundEnded),
      Speak: succeeded(soundEnded),
      Pause: succeeded(soundEnded),
      Hangup: succeeded((its) => (its.state.step === 'leaving' ? held(its) : [])),
    },
    ACTION_FAILED: {
      PlayAudioAndGetDigits: failed(noPin),
      SpeakAndGetDigits: failed(goodbye),
      JoinChimeMeeting: failed((its) => farewell(its, 'not-possible')),
      ModifyChimeMeetingAttendees: failed((its) =>
        its.state.others ? othersFailed(its) : [...listen(its), say(its, 'not-possible')],
      ),
      ReceiveDigits: failed(() => []),
      PlayAudio: failed(withoutFiles),
      Speak: failed(withoutWords),
      Pause: failed(goOn),
      Hangup: failed((its) => (its.state.step === 'leaving' ? stayed(its) : [])),
    },
    DIGITS_RECEIVED: turn(async (its) => settled(its, await starCode(its))),
    CALL_UPDATE_REQUESTED: turn(updated),
    HANGUP: turn(ended),
  },
  // He is on hold, or on the way to be, or in the meeting again: his place was given up on purpose.
  keepSurvivor: (call) =>
    call.ended?.leg?.tag === 'LEG-B' && (['leaving', 'held'].includes(call.attributes['step'] ?? '') || !isPlace(call)),
  release: async (call, deps) => void (await turn(release)(call, deps)),
};

type Next = (turn: Turn) => Answer | Promise<Answer>;

function succeeded(next: Next) {
  return turn((its) => afterAction(its, 'applied', next));
}

function failed(next: Next) {
  return turn((its) => afterAction(its, 'failed', next));
}

async function afterAction(its: Turn, outcome: 'applied' | 'failed', next: Next): Promise<Answer> {
  const isLive = its.call.legA?.live === true;
  const given = isLive ? await (askedSince(its) ?? next(its)) : [];
  return isLive || isReported(its) ? settled(its, given, outcome) : given;
}

/** What was running when the caller was to go finishes first, and its report must not keep him. */
function askedSince(its: Turn): Answer | undefined {
  const { call, state } = its;
  if (state.step === 'bye') return [hangUpCaller(its.call)];
  if (state.step !== 'leaving' || isReported(its)) return undefined;
  return call.legB?.connected ? [hangup({ CallId: call.legB.callId })] : [];
}

/** What is said in the meeting ends a list; elsewhere the music goes on. */
function soundEnded(its: Turn): Answer | Promise<Answer> {
  const { step } = its.state;
  return step === 'waiting' || step === 'held' ? goOnWaiting(its) : othersDone(its);
}

/** The files can't be played, or nothing was keyed in. */
function noPin(its: Turn): Answer {
  return its.call.failure?.type === 'InvalidAudioSource' ? withoutFiles(its) : goodbye(its);
}

/** From now on prompts are spoken; what was behind the file in the list has not happened. */
function withoutFiles(its: Turn): Answer {
  if (its.state.spoken) return withoutWords(its);
  const spoken = { ...its, state: { ...its.state, spoken: true } };
  return answer(goOn(spoken), store({ spoken: true }));
}

function goOn(its: Turn): Answer {
  switch (its.state.step) {
    case 'pin':
      return its.call.legA?.live ? [askForPin(its)] : [];
    case 'waiting':
    case 'held':
      return goOnWaiting(its);
    case 'joined':
      return listen(its);
    default:
      return [];
  }
}

/** Nothing can be heard. In the meeting he hears the others; elsewhere he would hear nothing at all. */
function withoutWords(its: Turn): Answer {
  return its.state.step === 'joined' ? listen(its) : hangUp(its);
}

/** He could not be taken out of the meeting, so he is in it. */
function stayed(its: Turn): Answer {
  return { actions: listen(its), attributes: store({ step: 'joined' }) };
}

/** Whether the leg that has ended is where the caller was last, and not a place that he had before. */
const isPlace = (call: Call): boolean => call.ended?.leg === call.legB;

/** The meeting has ended, or the caller's place in it: unless he is on hold, there is nothing left for him here. */
async function ended(its: Turn): Promise<Answer> {
  const { call, state } = its;
  if (call.isOver || call.ended?.leg?.tag !== 'LEG-B' || !call.legA?.connected) return [];
  // Whether a place that is given up is also reported like this is not documented.
  if (state.step === 'leaving') {
    await left(its);
    return answer(await held(its), store({ doing: undefined, done: state.doing?.actionId }));
  }
  return state.step === 'joined' && isPlace(call) ? farewell(its, 'ended') : [];
}

async function release(its: Turn): Promise<Answer> {
  const { call, deps } = its;
  // What is stored with the call may lack what an answer that was lost has done.
  const before = await deps.liveCalls.get(call.transactionId);
  const { attendee } = before ?? {};
  const [known] = await Promise.all([
    deps.liveCalls.end(call.transactionId, deps.now()),
    over(its),
    attendee && deps.meetings.remove(attendee.meetingId, attendee.attendeeId),
  ]);
  if (known) await deps.tellOperators.about(known);
  return [];
}
