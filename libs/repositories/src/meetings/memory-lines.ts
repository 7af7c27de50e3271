import type { Lines } from './participants.ts';

/** Lines in memory, under the same conditions; for simulations and tests. */
export function createMemoryLines(): Lines {
  const leases = new Map<string, number>();
  return {
    async take(holder, { limit, until, now }) {
      for (const [each, end] of leases) if (end <= now) leases.delete(each);
      if (!leases.has(holder) && leases.size >= limit) return false;
      leases.set(holder, until);
      return true;
    },
    release: async (holder) => void leases.delete(holder),
  };
}
