import type { DeleteVoiceConnectorGroupRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deleteVoiceConnectorGroup: Operation<DeleteVoiceConnectorGroupRequest> = {
  handle: ({ VoiceConnectorGroupId }, { directory }) => directory.groups.delete(VoiceConnectorGroupId),
};
