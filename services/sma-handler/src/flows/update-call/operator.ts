/** What operators ask for, by an update of the call. */
import { createHash } from 'node:crypto';
import type { AuditOutcome } from '@patchbay/repositories';
import { type Action, type Answer, hangup, limits } from '@patchbay/sma';
import * as z from 'zod/mini';
import { hangUpCaller, tell } from '../caller.ts';
import { enterMeeting, setMuted } from './meeting.ts';
import { withOthers } from './others.ts';
import { farewell, hangUp, hold, isPrompt, say } from './prompts.ts';
import { store } from './state.ts';
import { answer, type Turn } from './turn.ts';

/** Arguments of an update; the API has checked them, and whoever else may update the call has not. */
const requestSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.enum(['admit', 'disconnect', 'hold', 'mute', 'resume', 'unmute']),
    actionId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  }),
  z.object({
    action: z.literal('play'),
    actionId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
    prompt: z.string(),
  }),
  z.object({
    action: z.literal('speak'),
    actionId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
    text: z.string().check(z.minLength(1), z.maxLength(500)),
  }),
]);

type Request = z.infer<typeof requestSchema>;

/** Of a call: after them nobody is put on hold, since there would be no invocations left for an hour of it. */
const MOST_EVENTS = limits.invocations - 100;

/** What is done about a request: at once, by actions whose report ends it, or not, and why not. */
type Plan = { done: true } | { by: Action; answer: Answer } | { reason: string };

export async function updated(turn: Turn): Promise<Answer> {
  const { success, data: request } = requestSchema.safeParse(turn.call.arguments);
  if (!success) return [];
  const { actionId } = request;
  const { doing, done } = turn.state;
  // It has come twice.
  if (actionId === doing?.actionId || actionId === done) return [];
  const plan = await planFor(turn, request);
  if ('reason' in plan) {
    await finish(turn, actionId, 'failed', plan.reason);
    return { attributes: store({ done: actionId }) };
  }
  if ('done' in plan) {
    await finish(turn, actionId, 'applied');
    return { attributes: store({ done: actionId }) };
  }
  const whole = answer(plan.answer, store({ doing: { actionId, sign: signOf(plan.by) } }));
  // The new list takes the place of the one that was to report the action before.
  if (doing) await finish(turn, doing.actionId, 'replaced');
  return whole;
}

/** Whether the service reports the very action that a request is waiting for. */
export function isReported({ call: { action }, state: { doing } }: Turn): boolean {
  return action !== undefined && doing?.sign === signOf({ Type: action.type, Parameters: action.parameters });
}

/** What comes of a request by this event: it is reported, or the answer takes the place of the list that it was in. */
export async function settled(turn: Turn, given: Answer, outcome?: 'applied' | 'failed'): Promise<Answer> {
  const { call, state } = turn;
  const { doing } = state;
  if (!doing) return given;
  const { actions = [], attributes } = answer(given);
  const reason = outcome === 'failed' ? `${call.failure?.type}: ${call.failure?.message}` : undefined;
  if (outcome && isReported(turn)) await finish(turn, doing.actionId, outcome, reason);
  // A failure takes the rest of its list with it.
  else if ((actions.length === 0 && outcome !== 'failed') || actions.some((action) => signOf(action) === doing.sign))
    return given;
  else await finish(turn, doing.actionId, outcome === 'failed' ? 'failed' : 'replaced', reason);
  return { actions, attributes: { ...attributes, ...store({ doing: undefined, done: doing.actionId }) } };
}

/** Of all parameters, those that differ where it matters. */
interface Identifying {
  CallId?: unknown;
  Operation?: unknown;
  AttendeeList?: unknown;
  AudioSource?: { Key?: unknown };
  Text?: unknown;
}

/** What tells an action from others that may be reported before it. */
function signOf({ Type, Parameters }: { Type: string; Parameters: object }): string {
  const { CallId, Operation, AttendeeList, AudioSource, Text }: Identifying = { ...Parameters };
  const which = JSON.stringify([Type === 'Hangup' && CallId, Operation, AttendeeList, AudioSource?.Key, Text]);
  return `${Type}/${createHash('sha256').update(which).digest('base64url').slice(0, 12)}`;
}

/** The caller has left the meeting, as somebody asked. */
export async function left(turn: Turn): Promise<void> {
  const { doing } = turn.state;
  if (doing) await finish(turn, doing.actionId, 'applied');
}

/** Each takes an invocation. */
const MOST_REQUESTS = limits.invocations;

/** The call has ended, and with it whatever was asked for, also what never got here. */
export async function over(turn: Turn): Promise<void> {
  const { call, deps } = turn;
  const { doing } = turn.state;
  if (doing?.sign === signOf(hangUpCaller(turn.call))) await finish(turn, doing.actionId, 'applied');
  const records = await deps.audit.of(call.transactionId, MOST_REQUESTS);
  const open = records.filter(({ outcome }) => outcome === undefined);
  await Promise.all(open.map(({ actionId }) => finish(turn, actionId, 'call-ended')));
}

async function planFor(turn: Turn, request: Request): Promise<Plan> {
  const { call, state } = turn;
  if (!call.legA?.connected) return { reason: 'The caller has gone.' };
  if (request.action === 'disconnect') return { by: hangUpCaller(turn.call), answer: hangUp(turn) };
  switch (state.step) {
    case 'bye':
      return { reason: 'The caller is just being hung up.' };
    case 'pin':
      return { reason: 'The caller has not said yet which conference it is.' };
    case 'joining':
    case 'leaving':
      return isMuting(request)
        ? mute(turn, request, false)
        : { reason: 'The caller is just coming or going: try again.' };
    case 'waiting':
      return request.action === 'admit' ? enter(turn) : waiting(turn, request, 'The caller waits to be admitted.');
    case 'held':
      return request.action === 'resume' ? enter(turn) : waiting(turn, request, 'The caller is on hold.');
    case 'joined':
      return inMeeting(turn, request);
  }
}

async function inMeeting(turn: Turn, request: Request): Promise<Plan> {
  switch (request.action) {
    case 'mute':
    case 'unmute':
      return mute(turn, request, true);
    case 'play':
    case 'speak':
      return sound(turn, request, (heard) => withOthers(turn, [], heard));
    case 'hold': {
      const { legB } = turn.call;
      if (!legB?.connected) return { reason: 'The caller is not in the meeting.' };
      if (turn.call.sequence > MOST_EVENTS) return { reason: 'The call has been on hold too often.' };
      const by = hangup({ CallId: legB.callId });
      return { by, answer: { actions: [by], attributes: store({ step: 'leaving' }) } };
    }
    default:
      return { reason: 'The caller is in the conference already.' };
  }
}

async function waiting(turn: Turn, request: Request, reason: string): Promise<Plan> {
  switch (request.action) {
    case 'mute':
    case 'unmute':
      return mute(turn, request, false);
    case 'play':
    case 'speak':
      return sound(turn, request, (heard) => [heard]);
    default:
      return { reason };
  }
}

/** Where he has a place in the meeting, there; elsewhere it holds as soon as he has one. */
async function mute(turn: Turn, request: Request, isThere: boolean): Promise<Plan> {
  const { call, deps, state } = turn;
  const muted = request.action === 'mute';
  const known = await deps.liveCalls.change(call.transactionId, { own: { muted, at: deps.now() } }, deps.now());
  if (!known) return { reason: 'The caller has gone.' };
  await deps.tellOperators.about(known);
  if (!isThere || !state.place) return { done: true };
  const change = setMuted(turn, muted, [state.place.attendeeId]);
  return { by: change, answer: await withOthers(turn, [change], say(turn, muted ? 'muted' : 'unmuted')) };
}

async function enter(turn: Turn): Promise<Plan> {
  const { conference } = turn.state;
  const open = conference && (await turn.deps.conferences.ofPin(conference.pin, conference.id));
  if (!open) return { reason: 'The conference has closed.' };
  const entry = await enterMeeting(turn, open);
  // He stays where he is.
  if (!entry.ok) return { reason: entry.reason === 'quota' ? 'The conference is full.' : entry.message };
  return { by: entry.join, answer: { actions: [entry.join], attributes: entry.attributes } };
}

async function sound(
  turn: Turn,
  request: Extract<Request, { action: 'play' | 'speak' }>,
  answerWith: (heard: Action) => Answer | Promise<Answer>,
): Promise<Plan> {
  const heard = soundOf(turn, request);
  return heard ? { by: heard, answer: await answerWith(heard) } : { reason: 'There is no such prompt.' };
}

function soundOf(turn: Turn, request: Extract<Request, { action: 'play' | 'speak' }>): Action | undefined {
  if (request.action === 'speak') return tell(turn.call, request.text);
  const prompt = `operator-${request.prompt}`;
  return isPrompt(prompt) ? say(turn, prompt) : undefined;
}

const isMuting = ({ action }: Request): boolean => action === 'mute' || action === 'unmute';

async function finish({ call, deps }: Turn, actionId: string, outcome: AuditOutcome, reason?: string): Promise<void> {
  try {
    const record = await deps.audit.finish(call.transactionId, actionId, outcome, reason);
    // It is told once, however often the event comes.
    if (record) await deps.tellOperators.outcome(record);
  } catch (error) {
    // The end of the call finishes what has no outcome by then.
    deps.report(error);
  }
}

/** Music again, after a prompt in between; not for ever. */
export function goOnWaiting(turn: Turn): Answer {
  const { deps, state } = turn;
  const limit = deps.conferenceSettings.maxHoldMinutes * 60_000;
  const isTooLong = deps.now() - state.since >= limit || turn.call.sequence > MOST_EVENTS;
  return isTooLong ? farewell(turn, 'too-long') : hold(turn);
}
