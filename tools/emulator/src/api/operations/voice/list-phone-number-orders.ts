import type { ListPhoneNumberOrdersRequest, ListPhoneNumberOrdersResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const listPhoneNumberOrders: Operation<ListPhoneNumberOrdersRequest, ListPhoneNumberOrdersResponse> = {
  handle: (input, { directory }) => {
    const { items, NextToken } = directory.orders.list(input);
    return { PhoneNumberOrders: items, NextToken };
  },
};
