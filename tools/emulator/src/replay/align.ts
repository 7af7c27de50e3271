/** Longer lists are compared place by place. */
const MAX_ALIGNED = 50;

/** Indices of what belongs together in two lists; one side is undefined for what only the other has. */
export type Pair = readonly [recorded: number | undefined, now: number | undefined];

/**
 * Pairs the actions of two lists by type, in order, so that one inserted action does not make all that follow differ.
 * Other lists are paired place by place.
 */
export function align(recorded: readonly unknown[], now: readonly unknown[]): Pair[] {
  const [before, after] = [recorded.map(typeOf), now.map(typeOf)];
  const alike = before.length === after.length && before.every((type, index) => type === after[index]);
  const typed = [...before, ...after].every((type) => type !== undefined);
  if (alike || !typed || Math.max(before.length, after.length) > MAX_ALIGNED)
    return byPlace(before.length, after.length);
  return byType(before, after);
}

function byPlace(before: number, after: number): Pair[] {
  return Array.from({ length: Math.max(before, after) }, (_, index) => [
    index < before ? index : undefined,
    index < after ? index : undefined,
  ]);
}

/** The longest common subsequence. */
function byType(before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) pairs.push([i++, j++]);
    else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) pairs.push([i++, undefined]);
    else pairs.push([undefined, j++]);
  }
  return pairs;
}

function typeOf(value: unknown): string | undefined {
  const type: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'Type') : undefined;
  return typeof type === 'string' ? type : undefined;
}
