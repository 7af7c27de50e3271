import type { CallRecord } from '../recorder.ts';
import { shortened } from './bounded.ts';

/** One key of the transaction attributes, when it changed. Values are JSON. */
export interface AttributeChange {
  /** Milliseconds since the call began. */
  at: number;
  /** Index of the entry that set it. */
  entry: number;
  key: string;
  before: string | undefined;
  after: string | undefined;
}

const MAX_VALUE = 2_000;

/** Each set of attributes replaces the one before, so a key that is missing from it is gone. */
export function attributeChanges({ entries, startedAt }: CallRecord): AttributeChange[] {
  const changes: AttributeChange[] = [];
  let before = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    if (entry.type !== 'attributes') continue;
    const after = new Map(Object.entries(entry.attributes).map(([key, value]) => [key, json(value)]));
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(key) === after.get(key)) continue;
      const change = { key, before: cut(before.get(key)), after: cut(after.get(key)) };
      changes.push({ at: entry.at - startedAt, entry: index, ...change });
    }
    before = after;
  }
  return changes;
}

const json = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
const cut = (value: string | undefined) => (value === undefined ? undefined : shortened(value, MAX_VALUE));
