import type { MeetingInUse } from '../conferences/conference.ts';
import type { MeetingKey, ScheduledMeeting } from './meeting.ts';

export type NewMeeting = Pick<ScheduledMeeting, 'eventId' | 'series' | 'salt' | 'organiser' | 'createdAt' | 'closesAt'>;

/** Meetings that people are invited to. Everything rejects with what DynamoDB throws. */
export interface ScheduledMeetings {
  /** The meeting that has the event id then: this one, or one that has not closed yet, whosever it is. */
  open(meeting: NewMeeting): Promise<ScheduledMeeting>;
  /** Undefined when there is none, or it has closed, or (with a series) another one has the event id. */
  get(eventId: string, series?: string): Promise<ScheduledMeeting | undefined>;
  /** Adds a place to those who are here; undefined when nobody can join any more. One request. */
  enter(key: MeetingKey, placeId: string): Promise<ScheduledMeeting | undefined>;
  /** Takes it away, also after the end; the meeting as it is then. */
  leave(key: MeetingKey, placeId: string): Promise<ScheduledMeeting | undefined>;
  /** Puts a meeting of the next generation in the place of the one before; the one that is in use then. */
  useMeeting(key: MeetingKey, meeting: MeetingInUse): Promise<MeetingInUse | undefined>;
  /**
   * Forgets the meeting in use, if it is that one; with `ifEmpty` only if nobody is here, else also who was. True when it is
   * not in use any more, whoever has seen to that: so nobody who asks again after a lost answer takes it for one that is.
   */
  dropMeeting(key: MeetingKey, meetingId: string, options: { ifEmpty: boolean }): Promise<boolean>;
  /** Ends it for good; the meeting as it is then. The same once more changes nothing. */
  end(key: MeetingKey, at: number): Promise<ScheduledMeeting | undefined>;
  /** Keeps when the latest message was sent; earlier ones than what is known change nothing. */
  noteSent(key: MeetingKey, sentAt: number): Promise<void>;
}
