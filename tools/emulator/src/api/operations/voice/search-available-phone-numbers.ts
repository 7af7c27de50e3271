import type {
  SearchAvailablePhoneNumbersRequest,
  SearchAvailablePhoneNumbersResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const searchAvailablePhoneNumbers: Operation<
  SearchAvailablePhoneNumbersRequest,
  SearchAvailablePhoneNumbersResponse
> = {
  handle: (input, { directory }) => {
    const { items, NextToken } = directory.search(input);
    return { E164PhoneNumbers: items, NextToken };
  },
};
