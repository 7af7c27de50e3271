import type {
  PutVoiceConnectorStreamingConfigurationRequest,
  PutVoiceConnectorStreamingConfigurationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const putVoiceConnectorStreamingConfiguration: Operation<
  PutVoiceConnectorStreamingConfigurationRequest,
  PutVoiceConnectorStreamingConfigurationResponse
> = {
  handle: ({ VoiceConnectorId, StreamingConfiguration }, { directory }) => ({
    StreamingConfiguration: directory.voiceConnectorSettings.putStreaming(VoiceConnectorId, StreamingConfiguration),
  }),
};
