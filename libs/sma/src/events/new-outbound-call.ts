import * as z from 'zod/mini';
import { argumentsData, type ArgumentsData } from './arguments-data.ts';
import { eventSchema, type Envelope } from './envelope.ts';

/** A call was placed through the API. Actions in the answer are ignored, attributes are kept. */
export type NewOutboundCall = Envelope<'NEW_OUTBOUND_CALL'> & { ActionData?: ArgumentsData<'CallCreateRequest'> };

export const newOutboundCall = eventSchema('NEW_OUTBOUND_CALL', {
  ActionData: z.optional(argumentsData('CallCreateRequest')),
});
