import type { DeleteSipMediaApplicationRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deleteSipMediaApplication: Operation<DeleteSipMediaApplicationRequest> = {
  handle: ({ SipMediaApplicationId }, { directory }) => directory.applications.delete(SipMediaApplicationId),
};
