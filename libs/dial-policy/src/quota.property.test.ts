import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Counters, createMemoryCounters } from './counters.ts';
import { createDialQuota, type QuotaLimits } from './quota.ts';

const seed = 20_260_102;
const users = fc.constantFrom('ann', 'bob', 'cid');
const keys = fc.constantFrom(...'abcdefgh');
const limits: fc.Arbitrary<QuotaLimits> = fc.record({
  perUser: fc.record({ calls: fc.nat(4), windowSeconds: fc.constantFrom(60, 3_600) }),
  total: fc.record({ calls: fc.nat(8), windowSeconds: fc.constantFrom(60, 3_600) }),
});
const take = fc.record({ user: users, key: keys });
const wait = fc.record({ seconds: fc.integer({ min: 1, max: 4_000 }) });

test('one call after the other: no window has more calls than allowed, and a key gets one answer while it lasts', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      limits,
      fc.array(fc.oneof({ weight: 9, arbitrary: take }, { weight: 1, arbitrary: wait }), { maxLength: 60 }),
      async (given, steps) => {
        let now = 0;
        const quota = createDialQuota({ counters: createMemoryCounters(), limits: given, now: () => now * 1_000 });
        const windows = () => [given.perUser, given.total].map((each) => Math.floor(now / each.windowSeconds));
        /** What each key was told, in both windows; the allowed keys of each window of a user, and of all. */
        const told = new Map<string, boolean>();
        const own = new Map<string, Set<string>>();
        const all = new Map<string, Set<string>>();
        for (const step of steps) {
          if ('seconds' in step) {
            now += step.seconds;
            continue;
          }
          const { user, key } = step;
          const [userWindow, totalWindow] = windows();
          const { allowed } = await quota.take(user, key);
          if (!allowed) refused += 1;
          const id = `${userWindow} ${totalWindow} ${user} ${key}`;
          expect(allowed).toBe(told.get(id) ?? allowed);
          told.set(id, allowed);
          if (!allowed) continue;
          const before = own.get(`${user} ${userWindow}`) ?? new Set();
          // A place of the user's window lasts when the total's window is over.
          if (!before.has(key)) add(all, `${totalWindow}`, `${userWindow} ${user} ${key}`);
          add(own, `${user} ${userWindow}`, key);
        }
        expect(Math.max(0, ...sizes(own))).toBeLessThanOrEqual(given.perUser.calls);
        expect(Math.max(0, ...sizes(all))).toBeLessThanOrEqual(given.total.calls);
      },
    ),
    { seed, numRuns: 1_000 },
  );
  expect(refused).toBeGreaterThan(1_000);
});

test('all at once, requests in any order and some failing: never more calls than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      limits,
      fc.array(fc.record({ user: users, key: keys, fails: fc.nat(12) }), { minLength: 2, maxLength: 20 }),
      async (scheduler, given, calls) => {
        const counters = createMemoryCounters();
        const allowed = new Map<string, Set<string>>();
        await scheduler.waitFor(
          Promise.all(
            calls.map(async ({ user, key, fails }) => {
              const own = scheduled(counters, scheduler, fails);
              const quota = createDialQuota({ counters: own, limits: given, now: () => 0 });
              const decision = await quota.take(user, key).catch(() => undefined);
              if (decision?.allowed) add(allowed, user, key);
            }),
          ),
        );
        expect(Math.max(0, ...sizes(allowed))).toBeLessThanOrEqual(given.perUser.calls);
        expect(sizes(allowed).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(given.total.calls);
      },
    ),
    { seed, numRuns: 1_000 },
  );
});

/** Requests that take effect at times that the scheduler draws; the one numbered `fails` is done, and its answer lost. */
function scheduled(counters: Counters, scheduler: fc.Scheduler, fails: number): Counters {
  let requests = 0;
  const send = async <T>(work: () => Promise<T>): Promise<T> => {
    requests += 1;
    const lost = requests === fails;
    await scheduler.schedule(Promise.resolve());
    const result = await work();
    await scheduler.schedule(Promise.resolve());
    if (lost) throw new Error('lost');
    return result;
  };
  return {
    take: (counter, options) => send(() => counters.take(counter, options)),
    count: (counter, options) => send(() => counters.count(counter, options)),
    uncount: (counter) => send(() => counters.uncount(counter)),
  };
}

function add(sets: Map<string, Set<string>>, name: string, value: string): void {
  sets.set(name, (sets.get(name) ?? new Set()).add(value));
}

const sizes = (sets: Map<string, Set<string>>): number[] => [...sets.values()].map(({ size }) => size);
