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
  const isThere = eventType === 'chime:AttendeeJoined';
  const isNews = await userCalls.noteBrowser(call.transactionId, isThere, timestamp);
  if (isThere || !isNews) return 'noted';
  if (call.hangupRequested || call.state === 'ended' || call.state === 'failed') return 'over';
  await pause(GRACE_MS);
  if ((await userCalls.isBrowserThere(call.transactionId)) === true) return 'came-back';
  await userCalls.requestHangup(call.transactionId, call.owner);
  const ended = await meetings.end(meetingId);
  // The event is delivered again, twice.
  if (!ended.ok) throw new Error(`The meeting could not be ended: ${ended.reason}`, { cause: ended.cause });
  return 'hung-up';
}

async function find(meetingId: string, { userCalls, pause }: BrowserPresenceDeps): Promise<UserCall | undefined> {
  for (let look = 1; ; look++) {
    const call = await userCalls.ofMeeting(meetingId);
    if (call || look === LOOKS) return call;
    await pause(LOOK_AGAIN_MS);
  }
}
