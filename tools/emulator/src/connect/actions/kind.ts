import type * as z from 'zod';
import type { Run, Running, Outcome } from '../run/running.ts';

/** A type of action: how it may be written, and what it does. */
export interface ActionKind {
  readonly next: 'required' | 'none';
  /** Error branches that it may have, and those that it must have. */
  readonly errors: Readonly<Record<string, 'required' | 'optional'>>;
  prepare(parameters: unknown): Prepared | { problems: readonly z.core.$ZodIssue[] };
}

export interface Prepared {
  run: Run;
  /** What its conditions may compare with: these, anything, or it has none. */
  results: 'none' | 'any' | readonly string[];
}

interface Definition<P> extends Pick<ActionKind, 'next' | 'errors'> {
  parameters: z.ZodType<P>;
  results?: Prepared['results'] | ((parameters: P) => Prepared['results']);
  run(parameters: P, contact: Running): Outcome | Promise<Outcome>;
}

export function kind<P>({ parameters: schema, results = 'none', run, next, errors }: Definition<P>): ActionKind {
  return {
    next,
    errors,
    prepare(given) {
      const read = schema.safeParse(given);
      if (!read.success) return { problems: read.error.issues };
      const parameters = read.data;
      return {
        run: (contact) => run(parameters, contact),
        results: typeof results === 'function' ? results(parameters) : results,
      };
    },
  };
}
