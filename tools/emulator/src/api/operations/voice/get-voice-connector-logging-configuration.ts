import type {
  GetVoiceConnectorLoggingConfigurationRequest,
  GetVoiceConnectorLoggingConfigurationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getVoiceConnectorLoggingConfiguration: Operation<
  GetVoiceConnectorLoggingConfigurationRequest,
  GetVoiceConnectorLoggingConfigurationResponse
> = {
  handle: ({ VoiceConnectorId }, { directory }) => ({
    LoggingConfiguration: directory.voiceConnectorSettings.getLogging(VoiceConnectorId),
  }),
};
