import type {
  UpdateSipMediaApplicationCallRequest,
  UpdateSipMediaApplicationCallResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const updateSipMediaApplicationCall: Operation<
  UpdateSipMediaApplicationCallRequest,
  UpdateSipMediaApplicationCallResponse
> = {
  handle: (input, { directory, calls }) => {
    const { SipMediaApplicationId, TransactionId, Arguments } = input;
    directory.applications.get(SipMediaApplicationId);
    calls.update({
      sipMediaApplicationId: SipMediaApplicationId,
      transactionId: TransactionId,
      arguments: Arguments,
    });
    return { SipMediaApplicationCall: { TransactionId } };
  },
};
