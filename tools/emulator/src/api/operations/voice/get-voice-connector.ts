import type { GetVoiceConnectorRequest, GetVoiceConnectorResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getVoiceConnector: Operation<GetVoiceConnectorRequest, GetVoiceConnectorResponse> = {
  handle: ({ VoiceConnectorId }, { directory }) => ({
    VoiceConnector: directory.voiceConnectors.get(VoiceConnectorId),
  }),
};
