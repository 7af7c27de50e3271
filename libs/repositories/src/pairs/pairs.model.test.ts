import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, LEASE_S, memoryCalls, someNumbers } from '../../test/lab.ts';
import { createMemoryPairTable } from './memory-table.ts';
import { keyOf, samePair, type Pair } from './pair.ts';
import { createPairs, type Pairs } from './pairs.ts';
import { reconcilePairs } from './reconcile.ts';
import { shardCount } from './shards.ts';
import { sweep } from './sweep.ts';
import type { PairTable } from './store.ts';

/** What one call does, and what goes wrong with it. */
interface Story {
  /** How often its first event is delivered, at the same time. */
  deliveries: number;
  /** The first delivery makes this many requests and crashes, if it needs more. */
  crashAt: number;
  renewals: number;
  /** Its hang-up is never told. */
  vanishes: boolean;
  /** Its hang-up is told again at any later time. */
  late: boolean;
}

const story: fc.Arbitrary<Story> = fc.record({
  deliveries: fc.integer({ min: 1, max: 3 }),
  crashAt: fc.integer({ min: 0, max: 8 }),
  renewals: fc.nat(2),
  vanishes: fc.boolean(),
  late: fc.boolean(),
});

class Crash extends Error {}

test('whatever happens in whatever order: no pair has two calls, no call two pairs, and in the end all are free', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(story, { minLength: 2, maxLength: 7 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 2 }),
      fc.nat(),
      run,
    ),
    { numRuns: 300 },
  );
}, 120_000);

async function run(s: fc.Scheduler, stories: Story[], sma: number, connect: number, seed: number): Promise<void> {
  const numbers = someNumbers(sma, connect);
  const lagging: (() => void)[] = [];
  let settled = true;
  const table = createMemoryPairTable({
    propagate(apply) {
      if (settled) return apply();
      lagging.push(apply);
      void s.schedule(Promise.resolve()).then(() => lagging.shift()?.());
    },
  });
  const calls = memoryCalls();
  const random = createRandom(seed);
  let now = 1_786_000_000_000;
  const pairsOn = (on: PairTable, request: () => void = () => undefined): Pairs =>
    createPairs({
      table: on,
      calls: {
        recordPair: (transactionId, pair) => {
          request();
          return later(s, () => calls.recordPair(transactionId, pair));
        },
        get: (transactionId) => later(s, () => calls.get(transactionId)),
      },
      numbers: async () => numbers,
      now: () => now,
      random,
      pause: () => s.schedule(Promise.resolve()),
      leaseS: LEASE_S,
    });
  await reconcilePairs(table, numbers);
  settled = false;

  const alive = new Set(stories.map((_, call) => `call-${call}`));
  const holding = new Map<string, string>();
  const scheduled = interleaved(s, table);
  const pairs = pairsOn(scheduled);

  const live = async ({ deliveries, crashAt, renewals, vanishes, late }: Story, owner: string): Promise<void> => {
    const results = await Promise.all(
      Array.from({ length: deliveries }, async (_, delivery) => {
        const request = crashAfter(crashAt);
        const own = delivery === 0 ? pairsOn(crashing(scheduled, request), request) : pairs;
        return own.claim({ transactionId: owner }).catch((error: unknown) => {
          if (error instanceof Crash) return undefined;
          throw error;
        });
      }),
    );
    const won = results.flatMap((result) => (result?.ok ? [result.pair] : []));
    const [pair] = won;
    if (pair) {
      for (const other of won) expect(samePair(other, pair)).toBe(true);
      expect([...holding.values()]).not.toContain(keyOf(pair));
      holding.set(owner, keyOf(pair));
      for (let renewal = 0; renewal < renewals; renewal++) expect(await pairs.renew(pair, owner)).toBe(true);
      expect(await pairs.read(pair, owner)).toMatchObject({ owner });
    }
    holding.delete(owner);
    alive.delete(owner);
    await calls.update(owner, { state: 'ended' });
    if (pair && !vanishes) await pairs.release(pair, owner);
    if (pair && late) await pairs.release(pair, owner);
  };
  const sweeper = () =>
    sweep({
      pairs,
      now: () => now,
      recorded: async (owner) => (await calls.get(owner))?.pair,
      ping: ({ owner }) => later(s, async () => (alive.has(owner) ? 'alive' : 'gone')),
      pace: async () => true,
    });
  const sweeping = async () => {
    for (let round = 0; round < 3; round++) {
      await s.schedule(Promise.resolve());
      now += LEASE_S * 1_000;
      await sweeper();
    }
  };
  await s.waitFor(Promise.all([...stories.map((each, call) => live(each, `call-${call}`)), sweeping()]));

  now += LEASE_S * 1_000;
  await s.waitFor(sweeper());
  await s.waitAll();
  const states = await table.list();
  expect(states.filter(({ claim }) => claim)).toEqual([]);
  const indexed: Pair[] = [];
  for (let shard = 0; shard < shardCount(states.length); shard++) {
    indexed.push(...(await table.free({ shard: String(shard), limit: 100, forward: true })));
  }
  expect(indexed.map(keyOf).toSorted()).toEqual(states.map(keyOf).toSorted());
}

/** Does something at a moment of the scheduler's choice. */
async function later<T>(s: fc.Scheduler, act: () => Promise<T>): Promise<T> {
  await s.schedule(Promise.resolve());
  return act();
}

/** Every request arrives at a moment of the scheduler's choice. */
function interleaved(s: fc.Scheduler, table: PairTable): PairTable {
  return {
    ...table,
    take: (pair, lease) => later(s, () => table.take(pair, lease)),
    free: (query) => later(s, () => table.free(query)),
    get: (pair) => later(s, () => table.get(pair)),
    renew: (pair, owner, expires) => later(s, () => table.renew(pair, owner, expires)),
    release: (pair, owner, shard) => later(s, () => table.release(pair, owner, shard)),
    drop: (pair, owner) => later(s, () => table.drop(pair, owner)),
  };
}

/** The function dies instead of making another request. */
function crashAfter(requests: number): () => void {
  let left = requests;
  return () => {
    if (left-- <= 0) throw new Crash();
  };
}

function crashing(table: PairTable, request: () => void): PairTable {
  return {
    ...table,
    take: async (pair, lease) => (request(), table.take(pair, lease)),
    free: async (query) => (request(), table.free(query)),
    renew: async (pair, owner, expires) => (request(), table.renew(pair, owner, expires)),
    release: async (pair, owner, shard) => (request(), table.release(pair, owner, shard)),
    drop: async (pair, owner) => (request(), table.drop(pair, owner)),
  };
}
