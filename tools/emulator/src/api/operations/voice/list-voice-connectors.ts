import type { ListVoiceConnectorsRequest, ListVoiceConnectorsResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const listVoiceConnectors: Operation<ListVoiceConnectorsRequest, ListVoiceConnectorsResponse> = {
  handle: (input, { directory }) => {
    const { items, NextToken } = directory.voiceConnectors.list(input);
    return { VoiceConnectors: items, NextToken };
  },
};
