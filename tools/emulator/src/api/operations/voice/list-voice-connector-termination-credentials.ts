import type {
  ListVoiceConnectorTerminationCredentialsRequest,
  ListVoiceConnectorTerminationCredentialsResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const listVoiceConnectorTerminationCredentials: Operation<
  ListVoiceConnectorTerminationCredentialsRequest,
  ListVoiceConnectorTerminationCredentialsResponse
> = {
  handle: ({ VoiceConnectorId }, { directory }) => ({
    Usernames: directory.voiceConnectorSettings.usernames(VoiceConnectorId),
  }),
};
