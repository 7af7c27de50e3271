import type {
  CreateMeetingWithAttendeesRequest,
  CreateMeetingWithAttendeesResponse,
} from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const createMeetingWithAttendees: Operation<
  CreateMeetingWithAttendeesRequest,
  CreateMeetingWithAttendeesResponse
> = {
  handle: (input, { meetings }) => {
    const meeting = meetings.create(input);
    const { attendees, errors } = meetings.attendees.createMany(meeting.MeetingId, input.Attendees);
    return { Meeting: meeting, Attendees: attendees, Errors: errors };
  },
};
