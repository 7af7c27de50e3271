import type { TraceEntry } from '../entry.ts';

/** An entry without its transaction, which is the page's. */
export type BoundedEntry = Record<string, unknown>;

/** So that a page opens on a telephone whatever a function answered: characters of one entry, and of all. */
const MAX_ENTRY = 250_000;
const MAX_ALL = 20_000_000;

/** What is too long has its long texts cut, or else is left out; once the page is full, the rest are null. */
export function boundedEntries(
  entries: readonly TraceEntry[],
  { maxEntry = MAX_ENTRY, maxAll = MAX_ALL } = {},
): (BoundedEntry | null)[] {
  let left = maxAll;
  return entries.map(({ transactionId: _same, ...entry }) => {
    const fitting = fitted(entry, maxEntry);
    left -= JSON.stringify(fitting).length;
    return left < 0 ? null : fitting;
  });
}

function fitted(entry: BoundedEntry, max: number): BoundedEntry {
  const { length } = JSON.stringify(entry);
  if (length <= max) return entry;
  const cut = JSON.parse(JSON.stringify(entry), (_key, value: unknown) =>
    typeof value === 'string' ? shortened(value, 1_000) : value,
  ) as BoundedEntry;
  if (JSON.stringify(cut).length <= max) return cut;
  return { type: entry['type'], at: entry['at'], leftOut: `${length} characters of JSON` };
}

/** Cut after so many characters, saying how many more there were. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max).toWellFormed()}… (${text.length - max} more characters)`;
}
