import type { Switches } from '../engine/switches.ts';
import type { ActionFault } from '../faults/action-fault.ts';
import type { Fault } from '../faults/fault.ts';
import type { Expectation } from './expect/expectation.ts';

/** What the caller and the other phones do in one call, in order. When it ends, all callers hang up. */
export interface Script {
  steps: readonly Step[];
  /** What the caller dials, and from where; a command may say otherwise. */
  number?: string;
  from?: string;
  /** Numbers of more callers, by the names that steps give them. */
  callers?: Readonly<Record<string, string>>;
  /** Without one the run's own is used. */
  seed?: number;
  /** Open points that are not at their default. */
  switches?: Partial<Switches>;
  /** Invocations that go wrong. */
  faults?: readonly Fault[];
  /** Actions that fail though nothing is wrong with them. */
  failures?: readonly ActionFault[];
}

export type Step = (CallerStep & { as?: string }) | ({ type: 'far' } & FarStep);

/** What one of the callers does: `as` names him, and without it the first one is meant. */
export type CallerStep =
  /** Places a call; without a number to the one that was dialled first. */
  | { type: 'dial'; number?: string }
  /** Waits for speech after the last one heard: text is a case-insensitive part of it. */
  | { type: 'hear'; pattern: string | RegExp }
  | { type: 'press'; keys: string }
  | { type: 'say'; text: string }
  /** Call time passes. */
  | { type: 'wait'; ms: number }
  /** UpdateSipMediaApplicationCall with these arguments. */
  | { type: 'update'; args: Readonly<Record<string, string>> }
  | { type: 'hangup' }
  | { type: 'expect'; expectation: Expectation };

/** Waits until the number rings, or for hangup and press until it is connected. */
export type FarStep = { number: string } & (
  { does: 'answer' | 'busy' | 'reject' | 'ring' | 'hangup' } | { does: 'press'; keys: string }
);

export const stepTypes = [
  'dial',
  'hear',
  'press',
  'say',
  'wait',
  'update',
  'hangup',
  'far',
  'expect',
] as const satisfies readonly Step['type'][];
export const farActions = [
  'answer',
  'busy',
  'reject',
  'ring',
  'hangup',
  'press',
] as const satisfies readonly FarStep['does'][];
