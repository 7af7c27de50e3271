import type { DeleteVoiceConnectorRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deleteVoiceConnector: Operation<DeleteVoiceConnectorRequest> = {
  handle: ({ VoiceConnectorId }, { directory }) => directory.voiceConnectors.delete(VoiceConnectorId),
};
