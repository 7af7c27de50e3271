import type { EventType } from '@patchbay/sma';
import type { InvokeRequest, InvokeResult } from '../engine/ports.ts';

/** What goes wrong with one invocation. */
export type FaultEffect =
  /** The answer comes `ms` milliseconds of call time later. */
  | { type: 'slow'; ms: number }
  /** The function throws instead of running. */
  | { type: 'fail'; errorType?: string; errorMessage?: string }
  /** Lambda does not run the function. */
  | { type: 'refuse'; reason: Extract<InvokeResult, { kind: 'refused' }>['reason'] }
  /** The function runs, but answers `bytes` bytes of JSON. */
  | { type: 'huge'; bytes: number }
  /** The function runs, but its answer is this text. */
  | { type: 'garbage'; payload: string }
  /** The first delivery is processed and its answer lost; the answer to a second one is used. */
  | { type: 'duplicate' };

/** Which invocations a fault hits; what is left out matches all. */
export interface FaultMatch {
  event?: EventType;
  sequence?: number;
  attempt?: number;
}

export interface Fault {
  when: FaultMatch;
  does: FaultEffect;
  /** How often it happens at most; without it, always. */
  times?: number;
}

/** Decides about each invocation as it is made. */
export type FaultPlan = (request: InvokeRequest) => FaultEffect | undefined;
