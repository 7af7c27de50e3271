import { LocalError } from '../errors.ts';

/** Whether one value of an event fits; `undefined` is a field that is not there. */
export type Matcher = (value: unknown) => boolean;

type Compile = (argument: unknown, where: string) => Matcher;

/** The content filters of an event pattern, such as `{ "prefix": "eu-" }`, by their name. */
const filters: Readonly<Record<string, Compile>> = {
  prefix: (argument, where) => affix(argument, where, (text, part) => text.startsWith(part)),
  suffix: (argument, where) => affix(argument, where, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (argument, where) => {
    const wanted = string(argument, where).toLowerCase();
    return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
  },
  wildcard: (argument, where) => {
    const parts = string(argument, where)
      .split('*')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    const expression = new RegExp(`^${parts.join('.*')}$`, 's');
    return (value) => typeof value === 'string' && expression.test(value);
  },
  numeric: (argument, where) => numeric(argument, where),
  exists: (argument, where) => {
    if (typeof argument !== 'boolean') throw wrong(where, 'exists takes true or false');
    return (value) => (value !== undefined) === argument;
  },
  'anything-but': (argument, where) => {
    const excluded = isFilter(argument) ? [filter(argument, where)] : values(argument, where);
    return (value) => value !== undefined && !excluded.some((matches) => matches(value));
  },
};

/** Compiles one element of a pattern's list: a value that must be equal, or a content filter. */
export function matcher(element: unknown, where: string): Matcher {
  return isFilter(element) ? filter(element, where) : exact(element, where);
}

function filter(element: object, where: string): Matcher {
  const [[name, argument] = [''], ...more] = Object.entries(element) as [string, unknown][];
  const compile = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (!compile || more.length > 0)
    throw wrong(where, `${JSON.stringify(element)} is not one of ${Object.keys(filters).join(', ')}`);
  return compile(argument, `${where}.${name}`);
}

function values(argument: unknown, where: string): Matcher[] {
  return (Array.isArray(argument) ? (argument as unknown[]) : [argument]).map((value) => exact(value, where));
}

function exact(wanted: unknown, where: string): Matcher {
  if (wanted !== null && !['string', 'number', 'boolean'].includes(typeof wanted)) {
    throw wrong(where, `${JSON.stringify(wanted)} is neither a value nor a filter`);
  }
  return (value) => value === wanted;
}

function affix(argument: unknown, where: string, test: (text: string, part: string) => boolean): Matcher {
  const ignoreCase = isFilter(argument) && 'equals-ignore-case' in argument;
  const part = string(ignoreCase ? argument['equals-ignore-case'] : argument, where);
  if (!ignoreCase) return (value) => typeof value === 'string' && test(value, part);
  return (value) => typeof value === 'string' && test(value.toLowerCase(), part.toLowerCase());
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

function numeric(argument: unknown, where: string): Matcher {
  if (!Array.isArray(argument) || (argument.length !== 2 && argument.length !== 4)) {
    throw wrong(where, 'numeric takes one or two comparisons, such as [">", 0, "<=", 5]');
  }
  const tests = [argument.slice(0, 2), argument.slice(2)]
    .filter((pair) => pair.length > 0)
    .map(([sign, limit]) => {
      const compare = typeof sign === 'string' && Object.hasOwn(comparisons, sign) ? comparisons[sign] : undefined;
      if (!compare || typeof limit !== 'number')
        throw wrong(where, `${JSON.stringify([sign, limit])} is not a comparison`);
      return (value: number) => compare(value, limit);
    });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function isFilter(element: unknown): element is Record<string, unknown> {
  return typeof element === 'object' && element !== null && !Array.isArray(element);
}

function string(argument: unknown, where: string): string {
  if (typeof argument === 'string') return argument;
  throw wrong(where, `a text is needed, not ${JSON.stringify(argument)}`);
}

export function wrong(where: string, what: string): LocalError {
  return new LocalError('CONFIGURATION', `Event pattern, ${where}: ${what}.`);
}
