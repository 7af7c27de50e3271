import type { SmaEvent } from '@patchbay/sma';
import type { InvokeRequest } from '../../src/engine/ports.ts';

/** The first event of an inbound call, and the request that delivers it. */
export function invokeRequest(change: Partial<InvokeRequest> = {}): InvokeRequest {
  const event: SmaEvent = {
    SchemaVersion: '1.0',
    Sequence: 1,
    InvocationEventType: 'NEW_INBOUND_CALL',
    CallDetails: {
      TransactionId: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11',
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      SipRuleId: '0b8b2f0b-7d5e-4c58-9d0f-1c0f5d6f2e77',
      SipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42',
      Participants: [
        {
          CallId: '9f5c2f0b-7d5e-4c58-9d0f-1c0f5d6f2e77',
          ParticipantTag: 'LEG-A',
          To: '+12065550100',
          From: '+12065550101',
          Direction: 'Inbound',
          StartTimeInMilliseconds: '1767603600000',
        },
      ],
    },
  };
  const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:sample';
  return { functionArn, event, payload: JSON.stringify(event), attempt: 1, ...change };
}
