import type {
  ListVoiceConnectorGroupsRequest,
  ListVoiceConnectorGroupsResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const listVoiceConnectorGroups: Operation<ListVoiceConnectorGroupsRequest, ListVoiceConnectorGroupsResponse> = {
  handle: (input, { directory }) => {
    const { items, NextToken } = directory.groups.list(input);
    return { VoiceConnectorGroups: items, NextToken };
  },
};
