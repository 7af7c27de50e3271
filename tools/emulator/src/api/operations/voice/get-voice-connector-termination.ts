import type {
  GetVoiceConnectorTerminationRequest,
  GetVoiceConnectorTerminationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getVoiceConnectorTermination: Operation<
  GetVoiceConnectorTerminationRequest,
  GetVoiceConnectorTerminationResponse
> = {
  handle: ({ VoiceConnectorId }, { directory }) => ({
    Termination: directory.voiceConnectorSettings.getTermination(VoiceConnectorId),
  }),
};
