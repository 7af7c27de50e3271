import type { DeleteVoiceConnectorTerminationRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deleteVoiceConnectorTermination: Operation<DeleteVoiceConnectorTerminationRequest> = {
  handle: ({ VoiceConnectorId }, { directory }) => directory.voiceConnectorSettings.deleteTermination(VoiceConnectorId),
};
