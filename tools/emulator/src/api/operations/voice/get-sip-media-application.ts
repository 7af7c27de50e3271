import type { GetSipMediaApplicationRequest, GetSipMediaApplicationResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getSipMediaApplication: Operation<GetSipMediaApplicationRequest, GetSipMediaApplicationResponse> = {
  handle: ({ SipMediaApplicationId }, { directory }) => ({
    SipMediaApplication: directory.applications.get(SipMediaApplicationId),
  }),
};
