import type {
  CreateSipMediaApplicationCallRequest,
  CreateSipMediaApplicationCallResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../../../aws/refusal.ts';
import { toE164 } from '../../../directory/lookup.ts';
import type { Operation } from '../../operation.ts';
import { requireSipHeaders } from './sip-headers.ts';

export const createSipMediaApplicationCall: Operation<
  CreateSipMediaApplicationCallRequest,
  CreateSipMediaApplicationCallResponse
> = {
  handle: (input, { directory, calls }) => {
    const { SipMediaApplicationId, SipHeaders = {}, ArgumentsMap = {} } = input;
    const from = toE164(input.FromPhoneNumber);
    // AWS's model has no NotFoundException here, so what is unknown is a bad request.
    if (!directory.application(SipMediaApplicationId)) {
      throw new Refusal('BadRequest', `There is no SIP media application ${SipMediaApplicationId}`);
    }
    if (!directory.ownsNumber(from)) {
      throw new Refusal('BadRequest', `FromPhoneNumber ${from} is not a phone number of this account`);
    }
    requireSipHeaders(SipHeaders);
    const { transactionId } = calls.create({
      sipMediaApplicationId: SipMediaApplicationId,
      from,
      to: toE164(input.ToPhoneNumber),
      sipHeaders: SipHeaders,
      arguments: ArgumentsMap,
    });
    return { SipMediaApplicationCall: { TransactionId: transactionId } };
  },
};
