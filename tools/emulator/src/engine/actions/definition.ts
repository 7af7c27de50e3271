import type { ActionType } from '@patchbay/sma';
import type { Transaction } from '../transaction.ts';
import type { Run } from './run.ts';

/** How the service treats one type of action (the matrix of spec 4.0). */
export interface ActionDefinition<T extends ActionType = ActionType> {
  /** Sends its own ACTION_SUCCESSFUL even in the middle of a list; otherwise only the last action of a list does. */
  reports(transaction: Transaction): boolean;
  /** An update stops it. */
  interruptible: boolean;
  /** Starting it answers an inbound call that still rings. */
  answers: boolean;
  legs: 'any' | 'leg-a' | 'meeting';
  /** Documented as required, though some actions work without. */
  needsCallId?: boolean;
  /** Keys that ACTION_FAILED has besides the error. */
  failureResult?: Readonly<Record<string, unknown>>;
  /** What it reports when its leg hangs up while it runs (U11). */
  onHangup: 'failure' | 'success' | 'nothing';
  start(run: Run<T>): void;
}

export const always = (): boolean => true;
export const atEnd = (): boolean => false;
