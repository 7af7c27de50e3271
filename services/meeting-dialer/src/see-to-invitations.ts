import type { MeetingKey, ScheduledMeetings } from '@patchbay/repositories';
import type { Invitations } from './invitations.ts';

export interface SeeToDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'noteSent'>;
  invitations: Pick<Invitations, 'send'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Has somebody look what is due in a meeting. Sent first and noted afterwards: so a message that was noted is on its way. */
export async function seeToInvitations(
  { eventId, series }: MeetingKey,
  { scheduledMeetings, invitations, now }: SeeToDeps,
): Promise<void> {
  const sentAt = now();
  await invitations.send({ eventId, series, sentAt });
  await scheduledMeetings.noteSent({ eventId, series }, sentAt);
}
