import { align } from './align.ts';
import { pathText, type JsonPath } from './path-pattern.ts';
import type { Volatile } from './volatile.ts';

/** One thing that differs between two answers. A side that has nothing there lacks its value. */
export interface Difference {
  /** Such as `Actions[0].Parameters.Text`; '' is the whole answer. */
  path: string;
  recorded?: unknown;
  now?: unknown;
}

/**
 * Where two answers mean something else to the service: order of keys, Actions absent or null, attributes absent or
 * null, keys that it ignores, and numbers written as text make no difference, nor does what is volatile.
 */
export function compareResponses(recorded: unknown, now: unknown, isVolatile: Volatile): Difference[] {
  const found: Difference[] = [];
  compare([], meaning(recorded), meaning(now));
  return found;

  function compare(path: JsonPath, one: unknown, other: unknown): void {
    if (sameScalar(one, other) || (path.length > 0 && isVolatile(path, one, other))) return;
    if (Array.isArray(one) && Array.isArray(other)) {
      for (const [before, after] of align(one, other)) {
        compare([...path, after ?? before ?? 0], at(one, before), at(other, after));
      }
    } else if (isMap(one) && isMap(other)) {
      const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
      for (const key of keys) compare([...path, key], own(one, key), own(other, key));
    } else {
      const sides = { ...(one !== undefined && { recorded: one }), ...(other !== undefined && { now: other }) };
      found.push({ path: pathText(path), ...sides });
    }
  }
}

type Json = Readonly<Record<string, unknown>>;

/** What the service reads of an answer. An answer that is no object means nothing to it, and stays as it is. */
function meaning(response: unknown): unknown {
  if (!isMap(response)) return response ?? null;
  const { SchemaVersion, Actions, TransactionAttributes } = response;
  return {
    ...(SchemaVersion !== undefined && { SchemaVersion }),
    Actions: Actions ?? [],
    ...(TransactionAttributes !== undefined && TransactionAttributes !== null && { TransactionAttributes }),
  };
}

function sameScalar(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const numeric =
    typeof one !== typeof other && [one, other].every((side) => ['string', 'number'].includes(typeof side));
  return numeric && String(one) === String(other);
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `__proto__` and its like are keys as any other. */
function own(map: Json, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function at(list: readonly unknown[], index: number | undefined): unknown {
  return index === undefined ? undefined : list[index];
}
