import { eventSchema, type Envelope } from './envelope.ts';

/** A call has come in and is ringing. */
export type NewInboundCall = Envelope<'NEW_INBOUND_CALL'>;

export const newInboundCall = eventSchema('NEW_INBOUND_CALL', {});
