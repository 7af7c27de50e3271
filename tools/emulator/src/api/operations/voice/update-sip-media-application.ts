import type {
  UpdateSipMediaApplicationRequest,
  UpdateSipMediaApplicationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const updateSipMediaApplication: Operation<UpdateSipMediaApplicationRequest, UpdateSipMediaApplicationResponse> =
  {
    handle: (input, { directory }) => ({ SipMediaApplication: directory.applications.update(input) }),
  };
