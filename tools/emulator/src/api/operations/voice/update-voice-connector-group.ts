import type {
  UpdateVoiceConnectorGroupRequest,
  UpdateVoiceConnectorGroupResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const updateVoiceConnectorGroup: Operation<UpdateVoiceConnectorGroupRequest, UpdateVoiceConnectorGroupResponse> =
  {
    handle: (input, { directory }) => ({ VoiceConnectorGroup: directory.groups.update(input) }),
  };
