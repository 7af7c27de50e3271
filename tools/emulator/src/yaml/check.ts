import * as z from 'zod';
import { InputError } from '../errors.ts';
import type { YamlDocument } from './document.ts';
import { didYouMean } from './suggest.ts';

/** A map with these keys and no others; a misspelt key is found and the allowed ones are named. */
export function closed<Shape extends z.ZodRawShape>(shape: Shape, noun: string) {
  const allowed = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, allowed, noun)).join('\n')
        : undefined,
  });
}

export function unknownKey(key: string, allowed: readonly string[], noun: string): string {
  return `"${key}" is not a ${noun}.${didYouMean(key, allowed)} Allowed: ${allowed.join(', ')}`;
}

/** One of `values`, by its text. */
export function oneOf<const Value extends string>(values: readonly Value[], noun: string) {
  return z.enum(values, {
    error: ({ input }) => (typeof input === 'string' ? unknownKey(input, values, noun) : undefined),
  });
}

/**
 * The part of a file at `path`, checked.
 * @throws {InputError} one line for each thing that is wrong: where, what, what is allowed
 */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  document: YamlDocument,
  value: unknown,
  path: readonly PropertyKey[] = [],
  label: Label = dotted,
): z.output<Schema> {
  const result = schema.safeParse(value, { error: describe });
  if (result.success) return result.data;
  // A key that is missing is often one that was misspelt.
  const isUnknown = (issue: z.core.$ZodIssue): number => Number(issue.code === 'unrecognized_keys');
  const issues = result.error.issues.toSorted((a, b) => isUnknown(b) - isUnknown(a));
  const lines = issues.flatMap((issue) => linesOf(issue, document, path, label));
  throw new InputError(lines.join('\n'));
}

type Label = (path: readonly PropertyKey[]) => string;

function linesOf(
  issue: z.core.$ZodIssue,
  document: YamlDocument,
  base: readonly PropertyKey[],
  label: Label,
): string[] {
  const path = [...base, ...issue.path];
  const line = (place: string, message: string): string => {
    const name = label(path);
    return `${place}: ${name === '' ? '' : `${name}: `}${message}`;
  };
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => line(document.placeOfKey(path, key), messages[index] ?? issue.message));
  }
  if (issue.code === 'invalid_key') {
    const place = document.placeOfKey(path.slice(0, -1), String(path.at(-1)));
    return issue.issues.map(({ message }) => line(place, message));
  }
  return [line(document.place(path), issue.message)];
}

/** Runs where a schema has no message of its own. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.input === undefined) return 'is missing';
  return `is ${kindOf(issue.input)}, not ${EXPECTED[issue.expected] ?? issue.expected}`;
}

const EXPECTED: Record<string, string> = { string: 'text', object: 'a map', record: 'a map', array: 'a list' };

export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === undefined || value === null || value === '') return 'empty';
  return typeof value === 'string' ? `"${value}"` : 'a map';
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/** The message for a map whose `key` has to say what kind of map it is. */
export function kindError(key: string, names: readonly string[], noun: string) {
  return ({ input }: { input?: unknown }): string => {
    const kind: unknown =
      typeof input === 'object' && input !== null && key in input ? Reflect.get(input, key) : undefined;
    if (typeof kind === 'string') return unknownKey(kind, names, noun);
    return `is ${kindOf(input)}, not a map with "${key}". Allowed: ${names.join(', ')}`;
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> } & {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
};

/** The same without the keys whose value is undefined, as exact optional properties want it. */
export function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}
