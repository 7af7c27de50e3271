import type {
  GetVoiceConnectorStreamingConfigurationRequest,
  GetVoiceConnectorStreamingConfigurationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getVoiceConnectorStreamingConfiguration: Operation<
  GetVoiceConnectorStreamingConfigurationRequest,
  GetVoiceConnectorStreamingConfigurationResponse
> = {
  handle: ({ VoiceConnectorId }, { directory }) => ({
    StreamingConfiguration: directory.voiceConnectorSettings.getStreaming(VoiceConnectorId),
  }),
};
