import type { ActionFailed } from './action-failed.ts';
import type { ActionInterrupted } from './action-interrupted.ts';
import type { ActionSuccessful } from './action-successful.ts';
import type { CallAnswered } from './call-answered.ts';
import type { CallUpdateRequested } from './call-update-requested.ts';
import type { DigitsReceived } from './digits-received.ts';
import type { HangupEvent } from './hangup.ts';
import type { InvalidLambdaResponse } from './invalid-lambda-response.ts';
import type { NewInboundCall } from './new-inbound-call.ts';
import type { NewOutboundCall } from './new-outbound-call.ts';
import type { Ringing } from './ringing.ts';

/** The 11 events that PSTN Audio invokes a function with. */
export type SmaEvent =
  | NewInboundCall
  | NewOutboundCall
  | Ringing
  | CallAnswered
  | ActionSuccessful
  | ActionFailed
  | ActionInterrupted
  | DigitsReceived
  | CallUpdateRequested
  | HangupEvent
  | InvalidLambdaResponse;

export type EventType = SmaEvent['InvocationEventType'];
export type EventOf<T extends EventType> = Extract<SmaEvent, { InvocationEventType: T }>;
