import type { BatchUpdateAttendeeCapabilitiesExceptRequest } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const batchUpdateAttendeeCapabilitiesExcept: Operation<BatchUpdateAttendeeCapabilitiesExceptRequest> = {
  handle: ({ MeetingId, ExcludedAttendeeIds, Capabilities }, { meetings }) => {
    const excluded = ExcludedAttendeeIds.map(({ AttendeeId }) => AttendeeId);
    meetings.attendees.setCapabilitiesExcept(MeetingId, excluded, Capabilities);
  },
};
