import type {
  GetVoiceConnectorTerminationHealthRequest,
  GetVoiceConnectorTerminationHealthResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getVoiceConnectorTerminationHealth: Operation<
  GetVoiceConnectorTerminationHealthRequest,
  GetVoiceConnectorTerminationHealthResponse
> = {
  handle: ({ VoiceConnectorId }, { directory }) => ({
    TerminationHealth: directory.voiceConnectorSettings.getHealth(VoiceConnectorId),
  }),
};
