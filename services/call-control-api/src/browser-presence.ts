/** A closed browser tab ends its call. Started by the events of Chime meetings. */
import type { Meetings } from '@patchbay/chime';
import type { UserCall, UserCalls } from '@patchbay/repositories';
import * as z from 'zod/mini';

/** `Chime Meeting State Change`, source aws.chime (Amazon EventBridge). */
const eventSchema = z.object({
  detail: z.object({
    eventType: z.enum(['chime:AttendeeJoined', 'chime:AttendeeLeft', 'chime:AttendeeDropped']),
    meetingId: z.string(),
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

/** A page that is loaded again, and a network that is changed, are back by then. */
export const GRACE_MS = 5_000;
/** The call's item may be younger than the index is. */
const LOOKS = 3;
const LOOK_AGAIN_MS = 1_000;

/** @returns what became of it, for a log */
export async function browserPresence(
  event: unknown,
  deps: BrowserPresenceDeps,
): Promise<'not-ours' | 'noted' | 'over' | 'came-back' | 'hung-up'> {
  const { eventType, meetingId, timestamp } = z.parse(eventSchema, event).detail;
  const { userCalls, meetings, pause } = deps;
  const call = await find(meetingId, deps);
  if (!call) return 'not-ours';
  const isOver = call.state === 'ended' || call.state === 'failed';
  if (eventType === 'chime:AttendeeJoined') {
    // Its meeting could not be ended with the call, and a page that was loaded again has joined it.
    if (isOver) await end(meetingId, meetings);
    else await userCalls.noteBrowser(call.transactionId, true, timestamp);
    return isOver ? 'over' : 'noted';
  }
  if (isOver || call.hangupRequested) return 'over';
  if (!(await userCalls.noteBrowser(call.transactionId, false, timestamp))) return 'noted';
  await pause(GRACE_MS);
  if ((await userCalls.isBrowserThere(call.transactionId)) === true) return 'came-back';
  await userCalls.requestHangup(call.transactionId, call.owner);
  await end(meetingId, meetings);
  return 'hung-up';
}

async function end(meetingId: string, meetings: Pick<Meetings, 'end'>): Promise<void> {
  const ended = await meetings.end(meetingId);
  // The event is delivered again, twice.
  if (!ended.ok) throw new Error(`The meeting could not be ended: ${ended.reason}`, { cause: ended.cause });
}

async function find(meetingId: string, { userCalls, pause }: BrowserPresenceDeps): Promise<UserCall | undefined> {
  for (let look = 1; ; look++) {
    const call = await userCalls.ofMeeting(meetingId);
    if (call || look === LOOKS) return call;
    await pause(LOOK_AGAIN_MS);
  }
}
