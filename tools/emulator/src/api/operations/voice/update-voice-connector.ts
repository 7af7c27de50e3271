import type { UpdateVoiceConnectorRequest, UpdateVoiceConnectorResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const updateVoiceConnector: Operation<UpdateVoiceConnectorRequest, UpdateVoiceConnectorResponse> = {
  handle: (input, { directory }) => ({ VoiceConnector: directory.voiceConnectors.update(input) }),
};
