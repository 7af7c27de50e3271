import type { DeleteMeetingRequest } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const deleteMeeting: Operation<DeleteMeetingRequest> = {
  handle: ({ MeetingId }, { meetings }) => meetings.delete(MeetingId),
};
