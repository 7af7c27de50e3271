import type {
  ListSipMediaApplicationsRequest,
  ListSipMediaApplicationsResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const listSipMediaApplications: Operation<ListSipMediaApplicationsRequest, ListSipMediaApplicationsResponse> = {
  handle: (input, { directory }) => {
    const { items, NextToken } = directory.applications.list(input);
    return { SipMediaApplications: items, NextToken };
  },
};
