import type {
  GetVoiceConnectorOriginationRequest,
  GetVoiceConnectorOriginationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getVoiceConnectorOrigination: Operation<
  GetVoiceConnectorOriginationRequest,
  GetVoiceConnectorOriginationResponse
> = {
  handle: ({ VoiceConnectorId }, { directory }) => ({
    Origination: directory.voiceConnectorSettings.getOrigination(VoiceConnectorId),
  }),
};
