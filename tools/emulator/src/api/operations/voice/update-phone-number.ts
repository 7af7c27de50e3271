import type { UpdatePhoneNumberRequest, UpdatePhoneNumberResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const updatePhoneNumber: Operation<UpdatePhoneNumberRequest, UpdatePhoneNumberResponse> = {
  handle: (input, { directory }) => ({ PhoneNumber: directory.numbers.update(input) }),
};
