import type { BatchUpdatePhoneNumberRequest, BatchUpdatePhoneNumberResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';
import { eachNumber } from './each-number.ts';

export const batchUpdatePhoneNumber: Operation<BatchUpdatePhoneNumberRequest, BatchUpdatePhoneNumberResponse> = {
  handle: ({ UpdatePhoneNumberRequestItems: items }, { directory }) => ({
    PhoneNumberErrors: items.flatMap((item) => eachNumber([item.PhoneNumberId], () => directory.numbers.update(item))),
  }),
};
