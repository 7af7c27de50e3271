import * as z from 'zod';

/** Of a value that is shown. */
const MAX_SHOWN = 80;

/** What is wrong with settings: for each key what it must be, and what it is. */
export function problemsOf({ issues }: z.ZodError, settings: unknown): string {
  return issues
    .toSorted((a, b) => a.path.length - b.path.length)
    .map((issue) => `✖ ${issue.message}${whereOf(issue, settings)}`)
    .join('\n');
}

function whereOf({ code, path }: z.core.$ZodIssue, settings: unknown): string {
  if (path.length === 0) return '';
  const at = `\n  → at ${z.core.toDotPath(path)}`;
  // Both name what they are about themselves.
  return code === 'unrecognized_keys' || code === 'invalid_key' ? at : `${at}, which ${shown(valueAt(path, settings))}`;
}

function valueAt(path: readonly PropertyKey[], settings: unknown): unknown {
  return path.reduce<unknown>(
    (value, key) => Object.entries(value ?? {}).find(([name]) => name === String(key))?.[1],
    settings,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'is missing';
  const text = JSON.stringify(value);
  return `is ${text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text}`;
}
