import type { PutVoiceConnectorTerminationCredentialsRequest } from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../../../aws/refusal.ts';
import type { Operation } from '../../operation.ts';

export const putVoiceConnectorTerminationCredentials: Operation<PutVoiceConnectorTerminationCredentialsRequest> = {
  handle: ({ VoiceConnectorId, Credentials = [] }, { directory }) => {
    const usernames = Credentials.map(({ Username, Password }) => {
      if (!Username || !Password) throw new Refusal('BadRequest', 'Credentials: each needs a Username and a Password');
      return Username;
    });
    directory.voiceConnectorSettings.putUsernames(VoiceConnectorId, usernames);
  },
};
