import { doneActionData, type DoneActionData } from './action-data.ts';
import { eventSchema, type Envelope } from './envelope.ts';

/** An action of the kind that always reports is done, or the last one of a list. */
export type ActionSuccessful = Envelope<'ACTION_SUCCESSFUL'> & { ActionData: DoneActionData };

export const actionSuccessful = eventSchema('ACTION_SUCCESSFUL', { ActionData: doneActionData });
