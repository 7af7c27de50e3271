/** Who comes to meetings and leaves them, and which of them end. Started by the events of Chime meetings. */
import type { Door } from '@patchbay/meetings';
import type { MeetingKey, Participants } from '@patchbay/repositories';
import * as z from 'zod/mini';

/** `Chime Meeting State Change`, source aws.chime (Amazon EventBridge). */
const eventSchema = z.object({
  detail: z.object({
    eventType: z.enum(['chime:AttendeeJoined', 'chime:AttendeeLeft', 'chime:AttendeeDropped', 'chime:MeetingEnded']),
    meetingId: z.string(),
    externalMeetingId: z.optional(z.string()),
    externalUserId: z.optional(z.string()),
    /** Milliseconds since the epoch. */
    timestamp: z.number(),
  }),
});

export interface PresenceDeps {
  door: Pick<Door, 'notePresence' | 'ended'>;
  participants: Pick<Participants, 'get' | 'conclude'>;
}

/** `old`: something newer was known. */
export type PresenceOutcome = 'not-ours' | 'noted' | 'old' | 'ended';

/** @returns what became of it, for a log */
export async function presence(event: unknown, { door, participants }: PresenceDeps): Promise<PresenceOutcome> {
  const {
    eventType,
    meetingId,
    externalMeetingId = '',
    externalUserId = '',
    timestamp,
  } = z.parse(eventSchema, event).detail;
  const meeting = meetingOf(externalMeetingId);
  if (!meeting) return 'not-ours';
  if (eventType === 'chime:MeetingEnded') {
    await door.ended(meeting, meetingId);
    return 'ended';
  }
  const [, id, leg] = /^p-([\da-f]{16})-([\dA-Za-z-]{1,40})$/.exec(externalUserId) ?? [];
  if (id === undefined || leg === undefined) return 'not-ours';
  const key = { ...meeting, id };
  const hasJoined = eventType === 'chime:AttendeeJoined';
  // What becomes of a call its flow says. Old news or not, who has been there has joined.
  if (hasJoined && (await participants.get(key))?.places[leg]?.via === 'browser') {
    await participants.conclude(key, { outcome: 'joined', at: timestamp });
  }
  return (await door.notePresence(key, leg, hasJoined, timestamp)) ? 'noted' : 'old';
}

/** Of the name that the meeting was made with. */
function meetingOf(externalMeetingId: string): MeetingKey | undefined {
  const [, eventId, series] = /^(\d{6})-([\da-f-]{36})$/.exec(externalMeetingId) ?? [];
  return eventId === undefined || series === undefined ? undefined : { eventId, series };
}
