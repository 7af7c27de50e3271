import type { Problem } from '@patchbay/contracts';

export interface HttpProblemOptions extends ErrorOptions, Partial<Pick<Problem, 'detail' | 'step' | 'errors'>> {
  headers?: Readonly<Record<string, string>>;
}

/** An answer that is an error: thrown anywhere in a function's work, it becomes a problem document. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  /** For programs. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: Problem;

  /** @param title in a few words, for people */
  constructor(status: number, code: string, title: string, options: HttpProblemOptions = {}) {
    const { headers = {}, detail, step, errors, ...rest } = options;
    super(`${status} ${code}: ${detail ?? title}`, rest);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.problem = {
      title,
      status,
      code,
      ...(detail !== undefined && { detail }),
      ...(step !== undefined && { step }),
      ...(errors && { errors }),
    };
  }
}
