import type { EventType, SmaEvent } from '@patchbay/sma';
import type { Leg } from './leg.ts';
import { participant } from './leg.ts';
import type { Switches } from './switches.ts';

/** An event that waits to be delivered; the call's state is read when its turn comes. */
export interface Pending {
  type: EventType;
  actionData?: Readonly<Record<string, unknown>>;
  /** INVALID_LAMBDA_RESPONSE carries its error at top level. */
  error?: { errorType: string; errorMessage: string };
  /** The leg that the event is about: the one that actions without a selector mean. */
  leg?: Leg;
}

export interface EventContext {
  sequence: number;
  transactionId: string;
  accountId: string;
  region: string;
  sipRuleId: string | undefined;
  sipMediaApplicationId: string;
  attributes: Readonly<Record<string, unknown>> | undefined;
  legs: readonly Leg[];
}

/** Builds the event in the service's key order (spec 2.2). */
export function buildEvent(pending: Pending, context: EventContext, switches: Switches): SmaEvent {
  const { attributes } = context;
  const event = {
    SchemaVersion: '1.0',
    Sequence: context.sequence,
    InvocationEventType: pending.type,
    ...(pending.actionData && { ActionData: pending.actionData }),
    CallDetails: {
      TransactionId: context.transactionId,
      ...(attributes && Object.keys(attributes).length > 0 && { TransactionAttributes: attributes }),
      AwsAccountId: context.accountId,
      AwsRegion: context.region,
      ...(context.sipRuleId && { SipRuleId: context.sipRuleId }),
      SipMediaApplicationId: context.sipMediaApplicationId,
      Participants: inOrder(context.legs, switches).map(participant),
    },
    ...(pending.error && { ErrorType: pending.error.errorType, ErrorMessage: pending.error.errorMessage }),
  };
  return event as unknown as SmaEvent;
}

function inOrder(legs: readonly Leg[], switches: Switches): readonly Leg[] {
  switch (switches.participantOrder) {
    case 'by-tag':
      return legs;
    case 'leg-b-first':
      return legs.toReversed();
    case 'ended-first':
      return legs.toSorted((a, b) => Number(b.status === 'Disconnected') - Number(a.status === 'Disconnected'));
  }
}
