import type {
  PutVoiceConnectorOriginationRequest,
  PutVoiceConnectorOriginationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const putVoiceConnectorOrigination: Operation<
  PutVoiceConnectorOriginationRequest,
  PutVoiceConnectorOriginationResponse
> = {
  handle: ({ VoiceConnectorId, Origination }, { directory }) => ({
    Origination: directory.voiceConnectorSettings.putOrigination(VoiceConnectorId, Origination),
  }),
};
