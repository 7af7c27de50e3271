import type { GetAttendeeRequest, GetAttendeeResponse } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const getAttendee: Operation<GetAttendeeRequest, GetAttendeeResponse> = {
  handle: ({ MeetingId, AttendeeId }, { meetings }) => ({ Attendee: meetings.attendees.get(MeetingId, AttendeeId) }),
};
