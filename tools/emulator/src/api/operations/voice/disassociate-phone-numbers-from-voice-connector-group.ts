import type {
  DisassociatePhoneNumbersFromVoiceConnectorGroupRequest,
  DisassociatePhoneNumbersFromVoiceConnectorGroupResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const disassociatePhoneNumbersFromVoiceConnectorGroup: Operation<
  DisassociatePhoneNumbersFromVoiceConnectorGroupRequest,
  DisassociatePhoneNumbersFromVoiceConnectorGroupResponse
> = {
  handle: ({ VoiceConnectorGroupId, E164PhoneNumbers }, { directory }) => {
    directory.groups.get(VoiceConnectorGroupId);
    const owner = { Name: 'VoiceConnectorGroupId' as const, Value: VoiceConnectorGroupId };
    return { PhoneNumberErrors: directory.disassociate(E164PhoneNumbers, owner) };
  },
};
