import type { CreateVoiceConnectorRequest, CreateVoiceConnectorResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const createVoiceConnector: Operation<CreateVoiceConnectorRequest, CreateVoiceConnectorResponse> = {
  handle: (input, { directory }) => ({ VoiceConnector: directory.voiceConnectors.create(input) }),
};
