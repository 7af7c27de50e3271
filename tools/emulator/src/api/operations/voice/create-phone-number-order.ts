import type { CreatePhoneNumberOrderRequest, CreatePhoneNumberOrderResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const createPhoneNumberOrder: Operation<CreatePhoneNumberOrderRequest, CreatePhoneNumberOrderResponse> = {
  handle: (input, { directory }) => ({ PhoneNumberOrder: directory.orders.create(input) }),
};
