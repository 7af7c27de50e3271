import type { ActionType } from '@patchbay/sma';
import type { ActionFailure } from '../../engine/context.ts';
import type { InvokeRequest } from '../../engine/ports.ts';
import type { FaultEffect } from '../../faults/fault.ts';
import type { History, Step } from '../history.ts';
import type { Stage } from './stage.ts';

/** Where a history comes from: it is drawn while it runs, or was recorded. */
export interface Source {
  /** As far as it is known. */
  readonly history: History;
  fault(call: number, request: InvokeRequest): FaultEffect | undefined;
  failure(call: number, type: ActionType, transactionId: string): ActionFailure | undefined;
  /** Undefined when the steps are over. */
  next(stage: Stage): Step | undefined;
}
