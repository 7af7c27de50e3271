import type { DeleteAttendeeRequest } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const deleteAttendee: Operation<DeleteAttendeeRequest> = {
  handle: ({ MeetingId, AttendeeId }, { meetings }) => meetings.attendees.delete(MeetingId, AttendeeId),
};
