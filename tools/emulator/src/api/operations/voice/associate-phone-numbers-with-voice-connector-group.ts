import type {
  AssociatePhoneNumbersWithVoiceConnectorGroupRequest,
  AssociatePhoneNumbersWithVoiceConnectorGroupResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const associatePhoneNumbersWithVoiceConnectorGroup: Operation<
  AssociatePhoneNumbersWithVoiceConnectorGroupRequest,
  AssociatePhoneNumbersWithVoiceConnectorGroupResponse
> = {
  handle: ({ VoiceConnectorGroupId, E164PhoneNumbers, ForceAssociate = false }, { directory }) => {
    directory.groups.get(VoiceConnectorGroupId);
    const owner = { Name: 'VoiceConnectorGroupId' as const, Value: VoiceConnectorGroupId };
    return { PhoneNumberErrors: directory.associate(E164PhoneNumbers, owner, ForceAssociate) };
  },
};
