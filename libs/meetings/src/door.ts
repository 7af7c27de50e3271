import type { JoinableAttendee, Meetings, Refusal } from '@patchbay/chime';
import type { MeetingKey, Participant, ParticipantKey, Participants, ScheduledMeetings } from '@patchbay/repositories';

export interface DoorDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'get' | 'enter' | 'leave' | 'useMeeting' | 'dropMeeting'>;
  participants: Pick<Participants, 'get' | 'place' | 'removePlace' | 'notePresence'>;
  meetings: Pick<Meetings, 'open' | 'add' | 'remove' | 'end'>;
  /** Where the media of meetings is mixed. */
  mediaRegion: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

export type Entered =
  | { ok: true; meetingId: string; attendee: JoinableAttendee; place: string }
  /** Nobody can join any more. */
  | { ok: false; reason: 'over' }
  /** The meeting has as many people as one can have. */
  | { ok: false; reason: 'full' }
  | Refusal;

/** Into the meeting of a participant, and out of it: for calls and for browsers alike. */
export interface Door {
  /**
   * A place for one leg: the same `leg` gets the same one. It is kept before it is used, so that whoever cleans up finds it.
   * @param leg transaction id of a call, or what a browser is known by: 1 to 40 letters, digits and `-`
   */
  enter(participant: Participant, leg: string, via: 'phone' | 'browser'): Promise<Entered>;
  /**
   * Gives the place back: its attendee is removed, and who was the last one here ends the meeting. The same twice does no harm.
   * @throws Error when Chime refuses, after all that is possible without it
   */
  leave(key: ParticipantKey, leg: string): Promise<void>;
  /** The place is empty, or is not any more, as of `at`: the last one out ends the meeting. False if something newer is known. */
  notePresence(key: ParticipantKey, leg: string, there: boolean, at: number): Promise<boolean>;
  /** That Chime meeting has ended: nobody is here any more, and whoever comes next gets another one. */
  ended(key: MeetingKey, meetingId: string): Promise<void>;
}

/** What a Chime meeting and its attendees are called, so that events about them lead back here. */
export const externalMeetingId = ({ eventId, series }: MeetingKey): string => `${eventId}-${series}`;
export const externalUserId = (participantId: string, leg: string): string => `p-${participantId}-${leg}`;
