import type * as z from 'zod/mini';
import { SmaError } from '../errors.ts';
import { problem, problemsOf, valueAt, type Path, type Problem } from '../problems.ts';

/** Optional fields may also be given as undefined. */
export type Loose<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

/** A rule of ours beyond the service's. */
export interface Advice {
  path: Path;
  rule: string;
  /** Only shown by the checks; a builder does not refuse it. */
  hint?: true;
}

type Shape = z.ZodMiniObject<z.core.$ZodShape>;

export interface Definition<T extends string, P extends object, I extends object = P> {
  type: T;
  /** What the service accepts as Parameters. Keys it does not know are ignored. */
  parameters: Shape;
  /** What we advise against although the service may take it. Called only with parameters that the schema accepts. */
  advice: (parameters: P) => readonly Advice[];
  /** Makes the action. @throws SmaError `invalid-action` naming field, value and rule */
  build: (parameters: Loose<I>) => { Type: T; Parameters: P };
}

interface Options<P extends object, I extends object> {
  /** Added where the caller gives nothing. */
  defaults?: Partial<P>;
  advice?: (parameters: P) => readonly Advice[];
  /** Turns conveniences of the builder into what is sent. */
  prepare?: (input: Loose<I>) => object;
}

export function defineAction<T extends string, P extends object, I extends object = P>(
  type: T,
  parameters: Shape,
  { defaults = {}, advice = () => [], prepare = (input) => input }: Options<P, I> = {},
): Definition<T, P, I> {
  const known = Object.keys(parameters._zod.def.shape);
  const build = (input: Loose<I>) => {
    const given = { ...defaults, ...withoutUndefined(prepare(input)) };
    const problems = problemsOf(parameters, given);
    for (const [key, value] of Object.entries(given)) {
      if (!known.includes(key)) problems.push(problem([key], value, `is no parameter; there are ${known.join(', ')}`));
    }
    if (problems.length === 0) problems.push(...strictly(given as P, advice));
    if (problems.length > 0) throw new SmaError('invalid-action', type, problems);
    return { Type: type, Parameters: given as P };
  };
  return { type, parameters, advice, build };
}

function strictly<P extends object>(given: P, advice: (parameters: P) => readonly Advice[]): Problem[] {
  return advice(given)
    .filter(({ hint }) => hint !== true)
    .map(({ path, rule }) => problem(path, valueAt(given, path), rule));
}

function withoutUndefined(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
