import type { RestorePhoneNumberRequest, RestorePhoneNumberResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const restorePhoneNumber: Operation<RestorePhoneNumberRequest, RestorePhoneNumberResponse> = {
  handle: ({ PhoneNumberId }, { directory }) => ({ PhoneNumber: directory.numbers.restore(PhoneNumberId) }),
};
