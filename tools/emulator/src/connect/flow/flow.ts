import type { Run } from '../run/running.ts';

/** A contact flow, ready to run. */
export interface ContactFlow {
  /** The file's name, or whatever it is called in messages. */
  readonly name: string;
  /** Identifier of the first action. */
  readonly start: string;
  /** By identifier. */
  readonly actions: ReadonlyMap<string, FlowAction>;
}

/** An action with its parameters checked. */
export interface FlowAction {
  readonly id: string;
  readonly type: string;
  readonly run: Run;
  /** As written, placeholders filled in: for the flow log. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Identifier of what comes next when nothing else decides it. */
  readonly next: string | undefined;
  readonly conditions: readonly Condition[];
  /** What comes next by type of error. */
  readonly errors: ReadonlyMap<string, string>;
}

export interface Condition {
  readonly operator: Operator;
  readonly operand: string;
  readonly next: string;
}

/** Of Check contact attributes and Get customer input; texts are compared with their case. */
export const operators = [
  'Equals',
  'TextStartsWith',
  'TextEndsWith',
  'TextContains',
  'NumberGreaterThan',
  'NumberGreaterOrEqualTo',
  'NumberLessThan',
  'NumberLessOrEqualTo',
] as const;

export type Operator = (typeof operators)[number];
