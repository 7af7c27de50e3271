import type { Problem } from './problems.ts';

export type SmaErrorCode =
  /** What came in is not an event of PSTN Audio. */
  | 'invalid-event'
  /** An action that a builder was asked for can't work. */
  | 'invalid-action'
  /** A handler's answer would be refused by the service. */
  | 'invalid-answer'
  /** Two flows with one name, or a flow without one. */
  | 'invalid-flow'
  /** No flow of that name, or none for the number. */
  | 'unknown-flow';

/** Every error that this library throws. The message names the field, the value and the rule. */
export class SmaError extends Error {
  override readonly name = 'SmaError';
  readonly code: SmaErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: SmaErrorCode, message: string, problems: readonly Problem[] = [], options?: ErrorOptions) {
    super(problems.length > 0 ? `${message}: ${problems.map(describe).join('; ')}` : message, options);
    this.code = code;
    this.problems = problems;
  }
}

function describe({ path, value, rule }: Problem): string {
  return `${path === '' ? '' : `${path} `}${rule} (is ${value})`;
}
