import { createMeetings } from '@patchbay/chime';
import { createDoor, type Door } from '@patchbay/meetings';
import { createParticipants, createScheduledMeetings, type Participants } from '@patchbay/repositories';
import type { EnterDeps } from './enter-meeting.ts';
import type { OwnMeetingDeps } from './own-meeting.ts';

interface Environment {
  MEETINGS_TABLE: string;
  MEETING_REGION: string;
  MEDIA_REGION: string;
}

interface Entering extends EnterDeps, OwnMeetingDeps {
  door: Door;
  participants: Participants;
  now(): number;
}

/** What every function needs that lets somebody into a meeting. */
export function entering({
  MEETINGS_TABLE: table,
  MEETING_REGION: region,
  MEDIA_REGION: mediaRegion,
}: Environment): Entering {
  const now = () => Date.now();
  const scheduledMeetings = createScheduledMeetings({ table, now });
  const participants = createParticipants({ table, now });
  const meetings = createMeetings({ region });
  const door = createDoor({ scheduledMeetings, participants, meetings, mediaRegion, now });
  return { scheduledMeetings, participants, meetings, door, now };
}
