/** Counters that all functions share, one item each. Every method is one request; all reject when the store is in trouble. */
export interface Counters {
  /**
   * One of `limit` places for `key`. A key that has a place keeps it (`kept`), however full the counter is; with a limit
   * of 0 nobody gets a new one. What a counter held is forgotten some time after `expires`, seconds since the epoch.
   */
  take(counter: string, options: { limit: number; key: string; expires: number }): Promise<'taken' | 'kept' | 'full'>;
  /** Adds one, unless `limit` is reached: false. */
  count(counter: string, options: { limit: number; expires: number }): Promise<boolean>;
  /** Gives back one that `count` has added. */
  uncount(counter: string): Promise<void>;
}

/** In this process only, for tests; nothing expires. */
export function createMemoryCounters(): Counters {
  const keys = new Map<string, Set<string>>();
  const numbers = new Map<string, number>();
  return {
    async take(counter, { limit, key }) {
      const taken = keys.get(counter) ?? new Set();
      if (taken.has(key)) return 'kept';
      if (taken.size >= limit) return 'full';
      keys.set(counter, taken.add(key));
      return 'taken';
    },
    async count(counter, { limit }) {
      const number = numbers.get(counter) ?? 0;
      if (number >= limit) return false;
      numbers.set(counter, number + 1);
      return true;
    },
    async uncount(counter) {
      numbers.set(counter, Math.max(0, (numbers.get(counter) ?? 0) - 1));
    },
  };
}
