import type { DeleteVoiceConnectorOriginationRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deleteVoiceConnectorOrigination: Operation<DeleteVoiceConnectorOriginationRequest> = {
  handle: ({ VoiceConnectorId }, { directory }) => directory.voiceConnectorSettings.deleteOrigination(VoiceConnectorId),
};
