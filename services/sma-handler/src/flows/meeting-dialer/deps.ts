import type { Door, Guard } from '@patchbay/meetings';
import type { Lines, Participants, ScheduledMeetings } from '@patchbay/repositories';

export interface MeetingDialerDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'get'>;
  participants: Pick<Participants, 'get' | 'receipt' | 'conclude'>;
  lines: Lines;
  door: Pick<Door, 'enter' | 'leave' | 'notePresence'>;
  guard: Guard;
  invitationSettings: InvitationSettings;
  /** Tells of what went wrong beside the call, which goes on. */
  report(error: unknown): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface InvitationSettings {
  /** How often a call that nobody answers is placed again. */
  retries: number;
  /** Calls to participants at the same time. */
  lines: number;
}
