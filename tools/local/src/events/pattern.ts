import { matcher, wrong, type Matcher } from './matchers.ts';

export type EventTest = (event: object) => boolean;

/**
 * Compiles an event pattern (Amazon EventBridge User Guide, "Creating event patterns"). Throws `LocalError` naming the
 * place of what EventBridge, or this stand-in, does not know.
 */
export function compilePattern(pattern: unknown, where = 'pattern'): EventTest {
  if (!isObject(pattern) || Object.keys(pattern).length === 0)
    throw wrong(where, 'an object with at least one field is needed');
  const tests = Object.entries(pattern).map(([field, part]) => compileField(field, part, `${where}.${field}`));
  return (event) => tests.every((test) => test(event));
}

function compileField(field: string, part: unknown, where: string): EventTest {
  if (field === '$or') return either(part, where);
  if (Array.isArray(part)) return leaf(field, part, where);
  const nested = compilePattern(part, where);
  return (event) => objectsIn(get(event, field)).some((value) => nested(value));
}

function either(part: unknown, where: string): EventTest {
  if (!Array.isArray(part) || part.length < 2) throw wrong(where, 'a list of at least two patterns is needed');
  const tests = part.map((option, index) => compilePattern(option, `${where}[${index}]`));
  return (event) => tests.some((test) => test(event));
}

function leaf(field: string, list: readonly unknown[], where: string): EventTest {
  if (list.length === 0) throw wrong(where, 'an empty list matches nothing');
  const matchers = list.map((element, index) => matcher(element, `${where}[${index}]`));
  return (event) => valuesIn(get(event, field)).some((value) => matchers.some((matches: Matcher) => matches(value)));
}

/** An event's list fits when one of its elements does; `exists` does not see objects. */
function valuesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.length > 0 ? value : [undefined];
  return [isObject(value) ? undefined : value];
}

/** A missing object is an empty one, so that `exists: false` also holds below it. */
function objectsIn(value: unknown): object[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return [isObject(value) ? value : {}];
}

function get(event: object, field: string): unknown {
  return Object.hasOwn(event, field) ? (event as Record<string, unknown>)[field] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
