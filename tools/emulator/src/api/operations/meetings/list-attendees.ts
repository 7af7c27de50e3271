import type { ListAttendeesRequest, ListAttendeesResponse } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const listAttendees: Operation<ListAttendeesRequest, ListAttendeesResponse> = {
  handle: (input, { meetings }) => {
    const { items, NextToken } = meetings.attendees.list(input);
    return { Attendees: items, NextToken };
  },
};
