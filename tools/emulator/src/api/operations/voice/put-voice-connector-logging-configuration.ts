import type {
  PutVoiceConnectorLoggingConfigurationRequest,
  PutVoiceConnectorLoggingConfigurationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const putVoiceConnectorLoggingConfiguration: Operation<
  PutVoiceConnectorLoggingConfigurationRequest,
  PutVoiceConnectorLoggingConfigurationResponse
> = {
  handle: ({ VoiceConnectorId, LoggingConfiguration }, { directory }) => ({
    LoggingConfiguration: directory.voiceConnectorSettings.putLogging(VoiceConnectorId, LoggingConfiguration),
  }),
};
