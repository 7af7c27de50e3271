import type { GetMeetingRequest, GetMeetingResponse } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const getMeeting: Operation<GetMeetingRequest, GetMeetingResponse> = {
  handle: ({ MeetingId }, { meetings }) => ({ Meeting: meetings.get(MeetingId) }),
};
