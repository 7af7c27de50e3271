import type { CreateMeetingRequest, CreateMeetingResponse } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const createMeeting: Operation<CreateMeetingRequest, CreateMeetingResponse> = {
  handle: (input, { meetings }) => ({ Meeting: meetings.create(input) }),
};
