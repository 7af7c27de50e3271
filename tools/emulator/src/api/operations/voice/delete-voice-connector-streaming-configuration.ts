import type { DeleteVoiceConnectorStreamingConfigurationRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deleteVoiceConnectorStreamingConfiguration: Operation<DeleteVoiceConnectorStreamingConfigurationRequest> =
  {
    handle: ({ VoiceConnectorId }, { directory }) => directory.voiceConnectorSettings.deleteStreaming(VoiceConnectorId),
  };
