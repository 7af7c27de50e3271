/** Events for tests, as small as they may be. */
import type { CallDetails, EventType, Participant, SmaEvent } from '../src/index.ts';
import { parseEvent } from '../src/index.ts';

export const A = '9f5c1e7a-20d4-4a0b-8b0b-77d1c3f9e001';
export const B = '9f5c1e7a-20d4-4a0b-8b0b-77d1c3f9e002';

export function legA(more: Partial<Participant> = {}): Participant {
  return {
    CallId: A,
    ParticipantTag: 'LEG-A',
    To: '+12065550100',
    From: '+12065550123',
    Direction: 'Inbound',
    StartTimeInMilliseconds: '1786000000000',
    Status: 'Connected',
    ...more,
  };
}

export function legB(more: Partial<Participant> = {}): Participant {
  return { ...legA(), CallId: B, ParticipantTag: 'LEG-B', To: '+12065550111', Direction: 'Outbound', ...more };
}

export function ringing(leg: Participant): Participant {
  const { Status: _, ...others } = leg;
  return others;
}

export interface Parts {
  legs?: Participant[];
  attributes?: CallDetails['TransactionAttributes'];
  sequence?: number;
  data?: object;
  top?: object;
}

export function event(type: EventType, { legs = [legA()], attributes, sequence = 3, data, top }: Parts = {}): SmaEvent {
  return parseEvent({
    SchemaVersion: '1.0',
    Sequence: sequence,
    InvocationEventType: type,
    ...(data && { ActionData: data }),
    CallDetails: {
      TransactionId: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11',
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      SipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42',
      ...(attributes && { TransactionAttributes: attributes }),
      Participants: legs,
    },
    ...top,
  });
}

export const inbound = (parts: Parts = {}) =>
  event('NEW_INBOUND_CALL', { legs: [ringing(legA())], sequence: 1, ...parts });

export const succeeded = (Type: string, parts: Parts = {}, more: object = {}) =>
  event('ACTION_SUCCESSFUL', { data: { Type, Parameters: {}, ...more }, ...parts });

export const failed = (Type: string, parts: Parts = {}, more: object = {}) =>
  event('ACTION_FAILED', {
    data: { Type, Parameters: {}, ErrorType: 'SystemException', ErrorMessage: 'System error.', ...more },
    ...parts,
  });

/** The leg with this tag has hung up. */
export function hungUp(ParticipantTag: 'LEG-A' | 'LEG-B', parts: Parts): SmaEvent {
  const CallId = ParticipantTag === 'LEG-A' ? A : B;
  const data = { Type: 'Hangup', Parameters: { SipResponseCode: 0, CallId, ParticipantTag } };
  return event('HANGUP', { data, ...parts });
}

export const gone = (leg: Participant): Participant => ({ ...leg, Status: 'Disconnected' });
