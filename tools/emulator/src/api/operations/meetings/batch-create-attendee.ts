import type { BatchCreateAttendeeRequest, BatchCreateAttendeeResponse } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const batchCreateAttendee: Operation<BatchCreateAttendeeRequest, BatchCreateAttendeeResponse> = {
  handle: ({ MeetingId, Attendees }, { meetings }) => {
    const { attendees, errors } = meetings.attendees.createMany(MeetingId, Attendees);
    return { Attendees: attendees, Errors: errors };
  },
};
