import { eventSchema, type Envelope } from './envelope.ts';

/** A placed call has been answered, by a person or by a machine. */
export type CallAnswered = Envelope<'CALL_ANSWERED'>;

export const callAnswered = eventSchema('CALL_ANSWERED', {});
