import type { BatchDeletePhoneNumberRequest, BatchDeletePhoneNumberResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';
import { eachNumber } from './each-number.ts';

export const batchDeletePhoneNumber: Operation<BatchDeletePhoneNumberRequest, BatchDeletePhoneNumberResponse> = {
  handle: ({ PhoneNumberIds }, { directory }) => ({
    PhoneNumberErrors: eachNumber(PhoneNumberIds, (id) => directory.numbers.delete(id)),
  }),
};
