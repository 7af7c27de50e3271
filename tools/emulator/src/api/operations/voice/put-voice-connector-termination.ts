import type {
  PutVoiceConnectorTerminationRequest,
  PutVoiceConnectorTerminationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const putVoiceConnectorTermination: Operation<
  PutVoiceConnectorTerminationRequest,
  PutVoiceConnectorTerminationResponse
> = {
  handle: ({ VoiceConnectorId, Termination }, { directory }) => ({
    Termination: directory.voiceConnectorSettings.putTermination(VoiceConnectorId, Termination),
  }),
};
