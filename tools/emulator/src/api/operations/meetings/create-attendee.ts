import type { CreateAttendeeRequest, CreateAttendeeResponse } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const createAttendee: Operation<CreateAttendeeRequest, CreateAttendeeResponse> = {
  handle: ({ MeetingId, ...item }, { meetings }) => ({ Attendee: meetings.attendees.create(MeetingId, item) }),
};
