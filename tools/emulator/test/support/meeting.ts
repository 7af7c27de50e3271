import type { Lab } from './lab.ts';
import { action, type HandWritten } from './actions.ts';

export interface Invitation {
  meetingId: string;
  attendeeId: string;
  joinToken: string;
}

/** A place in the lab's one meeting; the same name gives the same place. */
export function invite({ meetings }: Pick<Lab, 'meetings'>, name = 'caller'): Invitation {
  const meeting = meetings.create({ ClientRequestToken: 'lab', ExternalMeetingId: 'lab', MediaRegion: 'us-east-1' });
  const attendee = meetings.attendees.create(meeting.MeetingId, { ExternalUserId: name });
  return { meetingId: meeting.MeetingId, attendeeId: attendee.AttendeeId, joinToken: attendee.JoinToken };
}

export function joinAs({ joinToken, meetingId }: Invitation): HandWritten {
  return action('JoinChimeMeeting', { JoinToken: joinToken, MeetingId: meetingId });
}
