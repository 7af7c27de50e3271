import type { ActionOf, ActionType } from '../actions/action.ts';
import { runningActionData } from './action-data.ts';
import { eventSchema, type Envelope } from './envelope.ts';

/** An update cut an action short. Actions in the answer are ignored. */
export type ActionInterrupted = Envelope<'ACTION_INTERRUPTED'> & { ActionData: ActionOf<ActionType> };

export const actionInterrupted = eventSchema('ACTION_INTERRUPTED', { ActionData: runningActionData });
