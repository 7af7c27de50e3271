/** Somebody in a meeting, by browser, is connected with a telephone: LEG-A is the meeting, LEG-B the telephone. */
import type { Meetings } from '@patchbay/chime';
import type { CallState, DigitsInOrder, UserCall } from '@patchbay/repositories';
import { type Action, type Answer, type Call, callAndBridge, type Flow, hangup, sendDigits } from '@patchbay/sma';
import { hangUpCaller, s3, tell } from '../caller.ts';
import type { ClickToCallDeps } from './deps.ts';
import { attributesFrom, stateOf, type State, storeDigits } from './state.ts';

export type { ClickToCallDeps } from './deps.ts';

const RINGS_S = 30;
/** Long enough for every exchange, short enough for ten digits a second. */
const TONE_MS = 100;

const NOT_ANSWERED = 'The number is busy or did not answer.';
const NOT_PLACED = 'The call could not be placed.';
const NOT_IN_MEETING = 'The call could not be connected with the meeting.';

export const clickToCall: Flow<ClickToCallDeps> = {
  name: 'click-to-call',
  on: {
    NEW_OUTBOUND_CALL: begun,
    CALL_ANSWERED: inMeeting,
    ACTION_SUCCESSFUL: { CallAndBridge: answered, SendDigits: sendMore },
    ACTION_FAILED: {
      CallAndBridge: notAnswered,
      SendDigits: sendMore,
      // What was behind the words in the list has not happened.
      Speak: hangUpAll,
    },
    CALL_UPDATE_REQUESTED: updated,
    HANGUP: ended,
  },
  release,
};

/** The receipt of a call that the API has placed: from now on it is known, whatever becomes of the API's request. */
async function begun(call: Call, { userCalls, announce }: ClickToCallDeps): Promise<Answer> {
  const attributes = attributesFrom(call);
  const { owner = '', meetingId = '', to = '', createdAt } = attributes;
  const { transactionId } = call;
  const known = await userCalls.begin({ transactionId, owner, meetingId, to, createdAt: Number(createdAt) });
  if (known) await announce(known);
  return { attributes };
}

async function inMeeting(call: Call, deps: ClickToCallDeps): Promise<Answer> {
  const now = await nowThat(call, 'calling', deps);
  // Somebody has changed his mind meanwhile.
  if (!now || now.hangupRequested || isOver(now)) return hangUpAll(call);
  const state = stateOf(call);
  return state ? [dial(call, state, deps)] : notPlaced(call, deps, NOT_PLACED);
}

function dial(call: Call, { to, voiceConnectorArn, requestor }: State, { promptsBucket }: ClickToCallDeps): Action {
  const common = {
    CallTimeoutSeconds: RINGS_S,
    CallerIdNumber: call.legA?.from ?? '',
    RingbackTone: s3(promptsBucket, 'prompts/ringback.wav'),
  } as const;
  if (voiceConnectorArn === undefined) {
    return callAndBridge({ ...common, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: to }] });
  }
  return callAndBridge({
    ...common,
    Endpoints: [{ BridgeEndpointType: 'AWS', Arn: voiceConnectorArn, Uri: to }],
    ...(requestor !== '' && { SipHeaders: { 'X-RequestorEmail': requestor } }),
  });
}

async function answered(call: Call, deps: ClickToCallDeps): Promise<Answer> {
  // The meeting ended while the telephone rang.
  if (!call.legA?.connected) return hangUpAll(call);
  let now: UserCall | undefined;
  try {
    now = await nowThat(call, 'talking', deps);
  } catch (error) {
    // They talk already, and need nothing that is kept.
    deps.report(error);
    return [];
  }
  return !now || now.hangupRequested || isOver(now) ? hangUpAll(call) : [];
}

async function notAnswered(call: Call, deps: ClickToCallDeps): Promise<Answer> {
  if (!call.legA?.connected) return [];
  return notPlaced(call, deps, call.failure?.type === 'CallNotAnswered' ? NOT_ANSWERED : NOT_PLACED);
}

/** Says in the meeting why nobody is there, and ends the call. */
async function notPlaced(call: Call, deps: ClickToCallDeps, reason: string): Promise<Answer> {
  await advance(call, 'failed', deps, reason);
  return call.legA ? [tell(call, reason), hangUpCaller(call)] : [];
}

async function updated(call: Call, deps: ClickToCallDeps): Promise<Answer> {
  switch (call.arguments['action']) {
    case 'digits':
      // An update replaces what is queued: while digits are sent, new ones wait.
      return stateOf(call)?.sending ? [] : sendMore(call, deps);
    case 'hangup':
      return hangUpAll(call);
    default:
      return [];
  }
}

/** Sends the digits that are next, if there are any. */
async function sendMore(call: Call, deps: ClickToCallDeps): Promise<Answer> {
  const state = stateOf(call);
  if (!state) return [];
  const { nextDigits, sending } = state;
  const { digits, next } = await digitsFrom(call, nextDigits, deps);
  if (digits === '' || !call.legB?.connected) {
    return sending ? { attributes: storeDigits({ nextDigits, sending: false }) } : [];
  }
  return {
    actions: [sendDigits({ CallId: call.legB.callId, Digits: digits, ToneDurationInMilliseconds: TONE_MS })],
    attributes: storeDigits({ nextDigits: next, sending: true }),
  };
}

/** None if they can not be read: the next ones bring them along. */
async function digitsFrom(
  { transactionId }: Call,
  first: number,
  { userCalls, report }: ClickToCallDeps,
): Promise<DigitsInOrder> {
  try {
    return await userCalls.digitsFrom(transactionId, first);
  } catch (error) {
    report(error);
    return { digits: '', next: first };
  }
}

/** A leg has ended; the router hangs up the other one. */
async function ended(call: Call, deps: ClickToCallDeps): Promise<Answer> {
  const { transactionId, isOver: isLast, legB } = call;
  if (isLast && legB === undefined && call.ended?.code !== 0) {
    const known = await deps.userCalls.get(transactionId);
    if (known?.state === 'connecting' && !known.hangupRequested) await advance(call, 'failed', deps, NOT_IN_MEETING);
  }
  // Of the last leg's end, `release` tells.
  if (!isLast) await advance(call, 'ended', deps);
  return [];
}

async function release(call: Call, deps: ClickToCallDeps): Promise<void> {
  const [told, done] = await Promise.allSettled([advance(call, 'ended', deps), endMeeting(call, deps)]);
  if (told.status === 'rejected') throw told.reason;
  if (done.status === 'rejected') throw done.reason;
  // Nobody is left in it but the browser, which has been told; five minutes after it leaves, the meeting ends by itself.
  if (!done.value.ok) throw new Error(`The meeting could not be ended: ${done.value.message}`);
}

async function endMeeting(call: Call, { userCalls, meetings }: ClickToCallDeps): ReturnType<Meetings['end']> {
  const known = stateOf(call) ?? (await userCalls.get(call.transactionId));
  return known ? meetings.end(known.meetingId) : { ok: true };
}

/** Keeps the new state and tells it. A repeated event, and what would be a step back, changes nothing. */
async function advance(
  { transactionId }: Call,
  state: CallState,
  { userCalls, announce }: ClickToCallDeps,
  reason?: string,
): Promise<UserCall | undefined> {
  const now = await userCalls.advance(transactionId, state, reason);
  if (now) await announce(now);
  return now;
}

/** The call as it is once its new state is known, also when the event comes again. */
async function nowThat(call: Call, state: CallState, deps: ClickToCallDeps): Promise<UserCall | undefined> {
  return (await advance(call, state, deps)) ?? deps.userCalls.get(call.transactionId);
}

function hangUpAll(call: Call): Action[] {
  const { legA, legB } = call;
  return [legB, legA].flatMap((leg) => (leg?.connected ? [hangup({ CallId: leg.callId })] : []));
}

function isOver({ state }: UserCall): boolean {
  return state === 'ended' || state === 'failed';
}
