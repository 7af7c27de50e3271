import * as z from 'zod/mini';

/** One thing that is wrong with an event, an action or a response. */
export interface Problem {
  /** Where, such as `Actions[2].Parameters.Text`; '' is the whole. */
  path: string;
  /** What is there, shortened; `missing` when nothing is. */
  value: string;
  /** What is allowed, such as `must be a string`. */
  rule: string;
  /** The service refuses an error; it takes a warning, but something unwanted follows. */
  level: 'error' | 'warning';
}

export type Path = readonly PropertyKey[];

type Issue = z.core.$ZodIssue;

const SHOWN = 60;
/** Whoever reads a problem in a log must not be able to join a meeting with it. */
const SECRET = new Set<PropertyKey>(['JoinToken']);
const UNSAID = 'Invalid input';
/** Parse with this: where a schema says nothing of its own. Else zod's texts would depend on what else is loaded. */
export const unsaid = { error: (): string => UNSAID };

/** Everything that a schema finds wrong with `input`, which is found at `at`. */
export function problemsOf(schema: z.core.$ZodType, input: unknown, at: Path = []): Problem[] {
  const result = z.safeParse(schema, input, unsaid);
  return result.success ? [] : issuesToProblems(result.error.issues, input, at);
}

export function issuesToProblems(issues: readonly Issue[], input: unknown, at: Path = []): Problem[] {
  return issues.map((issue) => problem([...at, ...issue.path], valueAt(input, issue.path), ruleOf(issue)));
}

export function problem(path: Path, value: unknown, rule: string, level: Problem['level'] = 'error'): Problem {
  return { path: pathText(path), value: valueText(value, path.at(-1)), rule, level };
}

function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function valueText(value: unknown, key: PropertyKey | undefined): string {
  if (value === undefined) return 'missing';
  if (key !== undefined && SECRET.has(key)) return 'hidden';
  // A function or a symbol has no JSON.
  const json: string | undefined = JSON.stringify(value, (name, inner: unknown) =>
    SECRET.has(name) ? 'hidden' : inner,
  );
  const text = json ?? `a ${typeof value}`;
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}

export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

function ruleOf(issue: Issue): string {
  if (issue.message !== UNSAID) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return issue.minimum === 1 ? 'must not be empty' : `must be at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unit(issue.origin)}`;
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues[0] === undefined ? 'is not allowed' : ruleOf(issue.issues[0]);
    case 'invalid_union':
      return 'must have one of the documented forms';
    default:
      return 'is not allowed';
  }
}

const NAMES: Record<string, string> = {
  int: 'a whole number',
  object: 'an object',
  array: 'a list',
  record: 'an object',
};

function article(expected: string): string {
  return NAMES[expected] ?? `a ${expected}`;
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' entries long' : '';
}
