import type { DeleteVoiceConnectorTerminationCredentialsRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deleteVoiceConnectorTerminationCredentials: Operation<DeleteVoiceConnectorTerminationCredentialsRequest> =
  {
    handle: ({ VoiceConnectorId, Usernames }, { directory }) =>
      directory.voiceConnectorSettings.deleteUsernames(VoiceConnectorId, Usernames),
  };
