import type {
  UpdateAttendeeCapabilitiesRequest,
  UpdateAttendeeCapabilitiesResponse,
} from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const updateAttendeeCapabilities: Operation<
  UpdateAttendeeCapabilitiesRequest,
  UpdateAttendeeCapabilitiesResponse
> = {
  handle: ({ MeetingId, AttendeeId, Capabilities }, { meetings }) => ({
    Attendee: meetings.attendees.setCapabilities(MeetingId, AttendeeId, Capabilities),
  }),
};
