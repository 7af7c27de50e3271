import { limits } from './limits.ts';
import { problem, type Path, type Problem } from './problems.ts';

const AT: Path = ['TransactionAttributes'];

/** What is wrong with a map of attributes: over the limits it is refused, over the older limits it may be. */
export function checkAttributes(attributes: unknown): Problem[] {
  if (attributes === undefined || attributes === null) return [];
  if (typeof attributes !== 'object' || Array.isArray(attributes))
    return [problem(AT, attributes, 'must be an object')];
  const entries = Object.entries(attributes);
  const bytes = new TextEncoder().encode(JSON.stringify(attributes)).length;
  const { attributes: limit, attributesAdvised: advised } = limits;
  const problems = entries.flatMap(([key, value]: [string, unknown]) => checkPair(key, value));
  if (bytes > limit.bytes) problems.push(amount(`${bytes} bytes`, `must be at most ${limit.bytes} bytes`, 'error'));
  if (entries.length > limit.pairs) {
    problems.push(amount(`${entries.length} pairs`, `must be at most ${limit.pairs} pairs`, 'error'));
  } else if (entries.length > advised.pairs) {
    problems.push(amount(`${entries.length} pairs`, `should be at most ${advised.pairs} pairs`, 'warning'));
  }
  return problems;
}

function checkPair(key: string, value: unknown): Problem[] {
  const { characters } = limits.attributesAdvised;
  if (typeof value !== 'string') return [problem([...AT, key], value, 'should be a string', 'warning')];
  return key.length > characters || value.length > characters
    ? [problem([...AT, key], value, `should be at most ${characters} characters, key and value each`, 'warning')]
    : [];
}

function amount(value: string, rule: string, level: Problem['level']): Problem {
  return { ...problem(AT, undefined, rule, level), value };
}
