import { argumentsData, type ArgumentsData } from './arguments-data.ts';
import { eventSchema, type Envelope } from './envelope.ts';

/** UpdateSipMediaApplicationCall was called. Actions in the answer replace what is left of the list. */
export type CallUpdateRequested = Envelope<'CALL_UPDATE_REQUESTED'> & {
  ActionData: ArgumentsData<'CallUpdateRequest'>;
};

export const callUpdateRequested = eventSchema('CALL_UPDATE_REQUESTED', {
  ActionData: argumentsData('CallUpdateRequest'),
});
