import type {
  CreateVoiceConnectorGroupRequest,
  CreateVoiceConnectorGroupResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const createVoiceConnectorGroup: Operation<CreateVoiceConnectorGroupRequest, CreateVoiceConnectorGroupResponse> =
  {
    handle: (input, { directory }) => ({ VoiceConnectorGroup: directory.groups.create(input) }),
  };
