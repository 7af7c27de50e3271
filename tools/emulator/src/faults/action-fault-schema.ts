import { actionTypes } from '@patchbay/sma';
import { closed, oneOf } from '../yaml/check.ts';
import { text, whole } from '../yaml/scalars.ts';
import type { ActionFault } from './action-fault.ts';

/** What every action can fail with (spec 4.0). */
const SYSTEM = { errorType: 'SystemException', errorMessage: 'System error while running action.' };

/** As scripts write it, e.g. `{ action: CallAndBridge, nth: 2, errorType: CallNotAnswered }`. */
export const actionFaultSchema = closed(
  {
    action: oneOf(actionTypes, 'action'),
    nth: whole(1, 1000).optional(),
    errorType: text.optional(),
    errorMessage: text.optional(),
  },
  'setting of an action that fails',
).transform(({ action, nth = 1, errorType = SYSTEM.errorType, errorMessage }): ActionFault => ({
  action,
  nth,
  errorType,
  errorMessage: errorMessage ?? (errorType === SYSTEM.errorType ? SYSTEM.errorMessage : 'injected failure'),
}));

/** A map that `actionFaultSchema` reads back. */
export function writtenActionFault({ action, nth, errorType, errorMessage }: ActionFault): Record<string, unknown> {
  return { action, nth, errorType, errorMessage };
}
