import type {
  AssociatePhoneNumbersWithVoiceConnectorRequest,
  AssociatePhoneNumbersWithVoiceConnectorResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const associatePhoneNumbersWithVoiceConnector: Operation<
  AssociatePhoneNumbersWithVoiceConnectorRequest,
  AssociatePhoneNumbersWithVoiceConnectorResponse
> = {
  handle: ({ VoiceConnectorId, E164PhoneNumbers, ForceAssociate = false }, { directory }) => {
    directory.voiceConnectors.get(VoiceConnectorId);
    const owner = { Name: 'VoiceConnectorId' as const, Value: VoiceConnectorId };
    return { PhoneNumberErrors: directory.associate(E164PhoneNumbers, owner, ForceAssociate) };
  },
};
