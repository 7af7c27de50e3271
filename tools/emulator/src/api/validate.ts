import { isObject } from './input.ts';
import { shapeOf, type ServiceModel, type Shape } from './model/model.ts';

/** AWS reports no more than this many in one message. */
const MAX_REPORTED = 10;

/**
 * Everything in `input` that breaks the model's rules, one sentence each in AWS's words. Patterns are matched against
 * the whole value, as AWS does, whether they are anchored or not.
 */
export function findViolations(model: ServiceModel, shapeName: string, input: unknown): readonly string[] {
  const found: string[] = [];
  check(model, shapeName, input, '', found);
  return found;
}

/** One message for all of them. */
export function describeViolations(violations: readonly string[]): string {
  const count = violations.length;
  const shown = violations.slice(0, MAX_REPORTED);
  return `${count} validation error${count === 1 ? '' : 's'} detected: ${shown.join('; ')}`;
}

function check(model: ServiceModel, shapeName: string, value: unknown, at: string, found: string[]): void {
  const shape = shapeOf(model, shapeName);
  const fail = (constraint: string): void => void found.push(sentence(shape, value, at, constraint));
  switch (shape.type) {
    case 'structure':
      if (!isObject(value)) return fail('Member must be an object');
      return checkStructure(model, shape, value, at, found);
    case 'list':
      if (!Array.isArray(value)) return fail('Member must be a list');
      checkSize(shape, value.length, 'length', fail);
      for (const [index, item] of value.entries()) {
        checkItem(model, shape.member ?? '', item, `${at}.${index + 1}.member`, found);
      }
      return;
    case 'map':
      if (!isObject(value)) return fail('Member must be a map');
      return checkMap(model, shape, value, at, found, fail);
    case 'string':
      if (typeof value !== 'string') return fail('Member must be a string');
      return checkString(shape, value, fail);
    case 'integer':
      if (!Number.isInteger(value)) return fail('Member must be an integer');
      return checkSize(shape, Number(value), 'value', fail);
    case 'boolean':
      if (typeof value !== 'boolean') fail('Member must be a boolean');
      return;
    default:
      throw new Error(`The service model has an input of type ${shape.type}, which is not emulated`);
  }
}

function checkStructure(
  model: ServiceModel,
  shape: Shape,
  value: Record<string, unknown>,
  at: string,
  found: string[],
): void {
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const path = at === '' ? lowerFirst(name) : `${at}.${lowerFirst(name)}`;
    const given = value[name];
    if (given !== undefined && given !== null) check(model, member.shape, given, path, found);
    else if (shape.required?.includes(name)) found.push(sentence(shape, null, path, 'Member must not be null'));
  }
}

function checkMap(
  model: ServiceModel,
  shape: Shape,
  value: Record<string, unknown>,
  at: string,
  found: string[],
  fail: (constraint: string) => void,
): void {
  const entries = Object.entries(value);
  checkSize(shape, entries.length, 'length', fail);
  for (const [key, item] of entries) {
    checkItem(model, shape.key ?? '', key, `${at}.key`, found);
    checkItem(model, shape.value ?? '', item, `${at}.${key}.member`, found);
  }
}

function checkItem(model: ServiceModel, shapeName: string, item: unknown, at: string, found: string[]): void {
  if (item === null) found.push(sentence(shapeOf(model, shapeName), null, at, 'Member must not be null'));
  else check(model, shapeName, item, at, found);
}

function checkString(shape: Shape, value: string, fail: (constraint: string) => void): void {
  checkSize(shape, value.length, 'length', fail);
  if (shape.enum && !shape.enum.includes(value)) {
    fail(`Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
  }
  if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`).test(value)) {
    fail(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  }
}

function checkSize(shape: Shape, size: number, what: 'length' | 'value', fail: (constraint: string) => void): void {
  if (shape.min !== undefined && size < shape.min)
    fail(`Member must have ${what} greater than or equal to ${shape.min}`);
  if (shape.max !== undefined && size > shape.max) fail(`Member must have ${what} less than or equal to ${shape.max}`);
}

function sentence(shape: Shape, value: unknown, at: string, constraint: string): string {
  return `Value${shape.sensitive ? '' : shown(value)} at '${at}' failed to satisfy constraint: ${constraint}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? ` '${brief(`${value}`)}'`
    : '';
}

function brief(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
