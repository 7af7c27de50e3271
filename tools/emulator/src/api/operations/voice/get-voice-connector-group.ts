import type { GetVoiceConnectorGroupRequest, GetVoiceConnectorGroupResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getVoiceConnectorGroup: Operation<GetVoiceConnectorGroupRequest, GetVoiceConnectorGroupResponse> = {
  handle: ({ VoiceConnectorGroupId }, { directory }) => ({
    VoiceConnectorGroup: directory.groups.get(VoiceConnectorGroupId),
  }),
};
