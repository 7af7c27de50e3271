import type * as z from 'zod/mini';
import { actionFailed } from './action-failed.ts';
import { actionInterrupted } from './action-interrupted.ts';
import { actionSuccessful } from './action-successful.ts';
import { callAnswered } from './call-answered.ts';
import { callUpdateRequested } from './call-update-requested.ts';
import { digitsReceived } from './digits-received.ts';
import type { EventType } from './event.ts';
import { hangupEvent } from './hangup.ts';
import { invalidLambdaResponse } from './invalid-lambda-response.ts';
import { newInboundCall } from './new-inbound-call.ts';
import { newOutboundCall } from './new-outbound-call.ts';
import { ringing } from './ringing.ts';

export interface EventDefinition {
  schema: z.ZodMiniType;
  /** What becomes of actions in the answer. `while-connected`: they run if another leg is connected. */
  actions: 'run' | 'ignored' | 'while-connected';
}

/** Every event: its schema, and whether actions in the answer are run. */
export const eventTable: Readonly<Record<EventType, EventDefinition>> = {
  NEW_INBOUND_CALL: { schema: newInboundCall, actions: 'run' },
  NEW_OUTBOUND_CALL: { schema: newOutboundCall, actions: 'ignored' },
  RINGING: { schema: ringing, actions: 'ignored' },
  CALL_ANSWERED: { schema: callAnswered, actions: 'run' },
  ACTION_SUCCESSFUL: { schema: actionSuccessful, actions: 'run' },
  ACTION_FAILED: { schema: actionFailed, actions: 'run' },
  ACTION_INTERRUPTED: { schema: actionInterrupted, actions: 'ignored' },
  DIGITS_RECEIVED: { schema: digitsReceived, actions: 'run' },
  CALL_UPDATE_REQUESTED: { schema: callUpdateRequested, actions: 'run' },
  HANGUP: { schema: hangupEvent, actions: 'while-connected' },
  INVALID_LAMBDA_RESPONSE: { schema: invalidLambdaResponse, actions: 'run' },
};

export const eventTypes = Object.keys(eventTable) as EventType[];

export function isEventType(type: unknown): type is EventType {
  return typeof type === 'string' && Object.hasOwn(eventTable, type);
}
