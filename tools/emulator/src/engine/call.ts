import type { LegEvents } from './ports.ts';

export interface InboundCall {
  from: string;
  to: string;
  /** The request-URI host, for a call that comes through a Voice Connector. */
  host?: string;
  sipHeaders?: Readonly<Record<string, string>>;
}

export interface OutboundCall {
  sipMediaApplicationId: string;
  from: string;
  to: string;
  sipHeaders?: Readonly<Record<string, string>>;
  arguments?: Readonly<Record<string, string>>;
}

export interface CallUpdate {
  sipMediaApplicationId: string;
  transactionId: string;
  arguments: Readonly<Record<string, string>>;
}

/** What the caller's side of an accepted call is told and tells. */
export interface AcceptedCall {
  transactionId: string;
  callId: string;
  leg: LegEvents;
}
