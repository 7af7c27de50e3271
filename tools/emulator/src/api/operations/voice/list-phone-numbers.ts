import type { ListPhoneNumbersRequest, ListPhoneNumbersResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const listPhoneNumbers: Operation<ListPhoneNumbersRequest, ListPhoneNumbersResponse> = {
  handle: (input, { directory }) => {
    const { items, NextToken } = directory.numbers.list(input);
    return { PhoneNumbers: items, NextToken };
  },
};
