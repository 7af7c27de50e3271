import type {
  CreateSipMediaApplicationRequest,
  CreateSipMediaApplicationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const createSipMediaApplication: Operation<CreateSipMediaApplicationRequest, CreateSipMediaApplicationResponse> =
  {
    handle: (input, { directory }) => ({ SipMediaApplication: directory.applications.create(input) }),
  };
