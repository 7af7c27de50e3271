/** A closed browser tab ends its call, and so does a browser that never comes. Started by the events of Chime meetings. */
import type { Meetings } from '@patchbay/chime';
import type { UserCall, UserCalls } from '@patchbay/repositories';
import * as z from 'zod/mini';
import { BROWSER, PHONE } from './attendees.ts';

/** `Chime Meeting State Change`, source aws.chime (Amazon EventBridge). */
const eventSchema = z.object({
  detail: z.object({
    eventType: z.enum(['chime:AttendeeJoined', 'chime:AttendeeLeft', 'chime:AttendeeDropped']),
    meetingId: z.string(),
    externalUserId: z.enum([BROWSER, PHONE]),
    /** Milliseconds since the epoch. */
    timestamp: z.number(),
  }),
});

export interface BrowserPresenceDeps {
  userCalls: Pick<UserCalls, 'ofMeeting' | 'noteBrowser' | 'isBrowserThere' | 'requestHangup'>;
  meetings: Pick<Meetings, 'end'>;
  /** Milliseconds. */
  pause(ms: number): Promise<void>;
}

export type Outcome = 'not-ours' | 'noted' | 'over' | 'came' | 'came-back' | 'hung-up';

/** A page that is loaded again, and a network that is changed, are back by then. */
export const GRACE_MS = 5_000;
/** How long the telephone waits in the meeting for the browser, and how often it is looked for. */
export const JOIN_MS = 15_000;
const JOIN_LOOK_MS = 3_000;
/** The call's item may be younger than the index is. */
const LOOKS = 3;
const LOOK_AGAIN_MS = 1_000;
/** Lambda waits a minute before it tries again, and a call is paid for meanwhile. */
const TRIES = 3;
const TRY_AGAIN_MS = 500;

/** @returns what became of it, for a log */
export async function browserPresence(event: unknown, deps: BrowserPresenceDeps): Promise<Outcome> {
  const { eventType, meetingId, externalUserId, timestamp } = z.parse(eventSchema, event).detail;
  const { userCalls, pause } = deps;
  const hasJoined = eventType === 'chime:AttendeeJoined';
  // Of its going the flow hears by itself.
  if (externalUserId === PHONE && !hasJoined) return 'not-ours';
  const call = await find(meetingId, deps);
  if (!call) return 'not-ours';
  const { transactionId } = call;
  if (call.state === 'ended' || call.state === 'failed' || call.hangupRequested) {
    // Its meeting could not be ended with the call: a page that was loaded again may have joined it.
    await end(meetingId, deps);
    return 'over';
  }
  if (externalUserId === PHONE) return (await comes(transactionId, deps)) ? 'came' : hangUp(call, deps);
  const isNews = await again(() => userCalls.noteBrowser(transactionId, hasJoined, timestamp), deps);
  if (hasJoined || !isNews) return 'noted';
  await pause(GRACE_MS);
  return (await userCalls.isBrowserThere(transactionId)) === true ? 'came-back' : hangUp(call, deps);
}

/** Whether the browser comes in time. Of one that has been there its own events tell. */
async function comes(transactionId: string, { userCalls, pause }: BrowserPresenceDeps): Promise<boolean> {
  for (let waited = 0; ; waited += JOIN_LOOK_MS) {
    if ((await userCalls.isBrowserThere(transactionId)) !== undefined) return true;
    if (waited >= JOIN_MS) return false;
    await pause(JOIN_LOOK_MS);
  }
}

async function hangUp({ transactionId, owner, meetingId }: UserCall, deps: BrowserPresenceDeps): Promise<Outcome> {
  await deps.userCalls.requestHangup(transactionId, owner);
  await end(meetingId, deps);
  return 'hung-up';
}

async function end(meetingId: string, deps: BrowserPresenceDeps): Promise<void> {
  await again(async () => {
    const ended = await deps.meetings.end(meetingId);
    // The event is delivered again, twice.
    if (!ended.ok) throw new Error(`The meeting could not be ended: ${ended.reason}`, { cause: ended.cause });
  }, deps);
}

async function again<T>(work: () => Promise<T>, { pause }: BrowserPresenceDeps): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES) throw error;
      await pause(TRY_AGAIN_MS);
    }
  }
}

async function find(meetingId: string, { userCalls, pause }: BrowserPresenceDeps): Promise<UserCall | undefined> {
  for (let look = 1; ; look++) {
    const call = await userCalls.ofMeeting(meetingId);
    if (call || look === LOOKS) return call;
    await pause(LOOK_AGAIN_MS);
  }
}
