import { failedActionData, type FailedActionData } from './action-data.ts';
import { eventSchema, type Envelope } from './envelope.ts';

/** An action failed, and the rest of its list was dropped. */
export type ActionFailed = Envelope<'ACTION_FAILED'> & { ActionData: FailedActionData };

export const actionFailed = eventSchema('ACTION_FAILED', { ActionData: failedActionData });
