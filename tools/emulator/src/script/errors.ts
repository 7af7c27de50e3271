import type { Mismatch } from './expect/check.ts';

/** A step that could not happen: which one, and what happened instead. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  /** Position of the step, 0 for the first. */
  readonly step: number;
  readonly mismatches: readonly Mismatch[];
  /** The call of the caller whose step it is. */
  readonly transactionId: string | undefined;

  constructor(message: string, details: Pick<ScriptError, 'step' | 'mismatches' | 'transactionId'>, cause: unknown) {
    super(message, { cause });
    this.step = details.step;
    this.mismatches = details.mismatches;
    this.transactionId = details.transactionId;
  }
}

/** Why a step could not happen. */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly mismatches: readonly Mismatch[];

  constructor(message: string, mismatches: readonly Mismatch[] = []) {
    super(message);
    this.mismatches = mismatches;
  }
}
