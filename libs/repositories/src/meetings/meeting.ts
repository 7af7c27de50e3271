import type { MeetingInUse } from '../conferences/conference.ts';

/** Which meeting: event ids are used again after some time, and then the series is another one. */
export interface MeetingKey {
  /** Six digits. */
  eventId: string;
  series: string;
}

/** A meeting that people are invited to. */
export interface ScheduledMeeting extends MeetingKey {
  /** Random: what the ids of its participants are digested with. Nobody is told. */
  salt: string;
  /** E-mail address of whose it is, in lower case. */
  organiser: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** The same: nobody can join it from then on, and its event id is free again. */
  closesAt: number;
  /** When the organiser ended it; nobody can join it from then on either. */
  endedAt?: number;
  /** Where its people are. */
  inUse?: MeetingInUse;
  /** Of the latest meeting that it was in; 0 before the first. */
  generation: number;
  /** Ids of the places of those who are there, or are about to be. */
  here: readonly string[];
  /** When the latest message that goes on with its invitations was sent, milliseconds since the epoch; 0 before the first. */
  sentAt: number;
}
