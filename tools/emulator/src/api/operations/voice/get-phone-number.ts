import type { GetPhoneNumberRequest, GetPhoneNumberResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getPhoneNumber: Operation<GetPhoneNumberRequest, GetPhoneNumberResponse> = {
  handle: ({ PhoneNumberId }, { directory }) => ({ PhoneNumber: directory.numbers.get(PhoneNumberId) }),
};
