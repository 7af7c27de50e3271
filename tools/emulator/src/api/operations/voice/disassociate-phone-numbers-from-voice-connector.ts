import type {
  DisassociatePhoneNumbersFromVoiceConnectorRequest,
  DisassociatePhoneNumbersFromVoiceConnectorResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const disassociatePhoneNumbersFromVoiceConnector: Operation<
  DisassociatePhoneNumbersFromVoiceConnectorRequest,
  DisassociatePhoneNumbersFromVoiceConnectorResponse
> = {
  handle: ({ VoiceConnectorId, E164PhoneNumbers }, { directory }) => {
    directory.voiceConnectors.get(VoiceConnectorId);
    const owner = { Name: 'VoiceConnectorId' as const, Value: VoiceConnectorId };
    return { PhoneNumberErrors: directory.disassociate(E164PhoneNumbers, owner) };
  },
};
