import type { GetPhoneNumberOrderRequest, GetPhoneNumberOrderResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getPhoneNumberOrder: Operation<GetPhoneNumberOrderRequest, GetPhoneNumberOrderResponse> = {
  handle: ({ PhoneNumberOrderId }, { directory }) => ({ PhoneNumberOrder: directory.orders.get(PhoneNumberOrderId) }),
};
