import type { ActionType, SmaErrorType } from '@patchbay/sma';
import type { ActionFailure } from '../engine/context.ts';

/** An action that fails though nothing is wrong with it. */
export interface ActionFault {
  action: ActionType;
  /** Which action of this type that a call starts, 1 for the first. */
  nth: number;
  errorType: SmaErrorType;
  errorMessage: string;
}

/** Decides about each action as a call starts it; meant for the engine's `failAction`. Every call counts for itself. */
export function failingActions(
  faults: readonly ActionFault[],
): (type: ActionType, transactionId: string) => ActionFailure | undefined {
  const started = new Map<string, number>();
  return (type, transactionId) => {
    const key = `${transactionId} ${type}`;
    const nth = (started.get(key) ?? 0) + 1;
    started.set(key, nth);
    return faults.find((fault) => fault.action === type && fault.nth === nth);
  };
}
