import type { DeletePhoneNumberRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deletePhoneNumber: Operation<DeletePhoneNumberRequest> = {
  handle: ({ PhoneNumberId }, { directory }) => directory.numbers.delete(PhoneNumberId),
};
