import { eventSchema, type Envelope } from './envelope.ts';

/** A placed call is ringing. Actions in the answer are ignored. */
export type Ringing = Envelope<'RINGING'>;

export const ringing = eventSchema('RINGING', {});
