import type { ScheduledParticipants } from '@patchbay/contracts';
import type { ScheduledMeeting } from '@patchbay/repositories';
import type { Scheduled } from './scheduling/schedule.ts';

/** What has become of those who are to be invited, as the organiser sees it. */
export function asScheduled(
  { eventId, closesAt }: ScheduledMeeting,
  participants: readonly Scheduled[],
): ScheduledParticipants {
  return { eventId, closesAt, participants: [...participants] };
}
