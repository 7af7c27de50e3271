import type { Pair } from './pair.ts';

/** An index of pairs by one key, in order within it. */
export class FreeIndex {
  readonly #pairs = new Map<string, Pair[]>();

  add(key: string, pair: Pair): void {
    const pairs = this.#pairs.get(key) ?? [];
    this.#pairs.set(key, pairs);
    const at = place(pairs, pair);
    if (compare(pairs[at], pair) !== 0) pairs.splice(at, 0, pair);
  }

  remove(key: string, pair: Pair): void {
    const pairs = this.#pairs.get(key) ?? [];
    const at = place(pairs, pair);
    if (compare(pairs[at], pair) === 0) pairs.splice(at, 1);
  }

  page(key: string, limit: number, forward: boolean): Pair[] {
    const pairs = this.#pairs.get(key) ?? [];
    const page = forward ? pairs.slice(0, limit) : pairs.slice(-limit).reverse();
    return page.map(({ smaNumber, connectNumber }) => ({ smaNumber, connectNumber }));
  }
}

/** Where a pair is, or belongs. */
function place(pairs: readonly Pair[], pair: Pair): number {
  let from = 0;
  let to = pairs.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compare(pairs[middle], pair) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function compare(one: Pair | undefined, other: Pair): number {
  if (one === undefined) return 1;
  const [a, b] = [one, other].map(({ connectNumber, smaNumber }) => `${connectNumber}/${smaNumber}`);
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;
}
