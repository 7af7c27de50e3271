import { randomUUID } from 'node:crypto';
import { createParticipants, createScheduledMeetings } from '@patchbay/repositories';
import { createInvitations } from '../invitations.ts';
import { numbersOf } from '../numbers.ts';
import type { OwnMeetingDeps } from '../own-meeting.ts';
import type { ScheduleDeps } from './schedule.ts';

interface Environment {
  MEETINGS_TABLE: string;
  INVITATIONS_QUEUE: string;
  MAIL_FROM: string;
  DIAL_COUNTRIES: readonly string[];
  MEETING_SETTINGS: { hours: number };
}

/** What every function that schedules needs. */
export function scheduling({
  MEETINGS_TABLE: table,
  INVITATIONS_QUEUE: queue,
  MAIL_FROM,
  DIAL_COUNTRIES,
  MEETING_SETTINGS: { hours },
}: Environment): ScheduleDeps & OwnMeetingDeps {
  const now = () => Date.now();
  return {
    scheduledMeetings: createScheduledMeetings({ table, now }),
    participants: createParticipants({ table, now }),
    invitations: createInvitations({ queue }),
    numberOf: numbersOf(DIAL_COUNTRIES),
    sendsMail: MAIL_FROM !== '',
    hours,
    now,
    uuid: randomUUID,
  };
}
