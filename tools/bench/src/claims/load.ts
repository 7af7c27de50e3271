import { allPairs, shardCount, shardOf, type Pair, type PairTable } from '@patchbay/repositories';
import { mean, percentile } from '../statistics.ts';
import { DYNAMODB } from './model-room.ts';
import { numbersFor } from './numbers.ts';
import { createRandom } from './random.ts';
import { patchbay, type Claimer } from './strategies.ts';
import { createWorld } from './world.ts';

export interface Load {
  pairs: number;
  claimsASecond: number;
  /** The share of the pairs that calls hold on average, which makes the calls as long as it takes. */
  share: number;
  /** How long calls come, in virtual seconds. */
  seconds: number;
}

/** Figures of a load; those "a second" are of the busiest second. */
export interface LoadFigures {
  claims: number;
  refused: number;
  requestsAClaim: number;
  requestsP99: number;
  msP50: number;
  msP99: number;
  tableWrites: number;
  writesOfOneSmaNumber: number;
  indexWritesOfOneKey: number;
  indexReads: number;
  /** Functions that were claiming at once. */
  instances: number;
}

/** Calls come at random moments, hold a pair for a random time, and go. */
export async function simulate({ pairs, claimsASecond, share, seconds }: Load): Promise<LoadFigures> {
  const random = createRandom(pairs + Math.round(share * 100));
  const world = createWorld({ random, ...DYNAMODB });
  const numbers = numbersFor(pairs);
  const shards = shardCount(pairs);
  const meters = createMeters(() => Math.floor(world.now() / 1_000));
  const table = metered(world.table, shards, meters);
  const exponential = (average: number) => -Math.log(1 - random()) * average;
  const callMs = (pairs * share * 1_000) / claimsASecond;
  const idle: Claimer[] = [];
  const requests: number[] = [];
  const ms: number[] = [];
  let instances = 0;
  let refused = 0;

  const leave = async (pair: Pair, owner: string) => {
    await world.sleep(exponential(callMs));
    await table.release(pair, owner, shardOf(pair, shards));
  };
  const call = async (owner: string): Promise<void> => {
    const claim = idle.pop() ?? (instances++, patchbay.claimer({ table, numbers, random, pause: world.sleep }));
    const startedAt = world.now();
    const attempt = await claim(owner);
    idle.push(claim);
    requests.push(attempt.requests);
    ms.push(world.now() - startedAt);
    if (attempt.pair) void leave(attempt.pair, owner);
    else refused++;
  };
  await world.run(
    (async () => {
      const held = new Set<number>();
      while (held.size < Math.round(pairs * share)) held.add(Math.floor(random() * pairs));
      for (const [place, pair] of allPairs(numbers).entries()) {
        await world.memory.create(pair, shardOf(pair, shards));
        const owner = `held-${place}`;
        if (held.has(place) && (await world.memory.take(pair, { owner, expires: 1, data: {} })))
          void leave(pair, owner);
      }
      const calls: Promise<void>[] = [];
      const end = world.now() + seconds * 1_000;
      while (world.now() < end) {
        await world.sleep(exponential(1_000 / claimsASecond));
        calls.push(call(`call-${calls.length}`));
      }
      await Promise.all(calls);
    })(),
  );
  return {
    claims: requests.length,
    refused,
    requestsAClaim: mean(requests),
    requestsP99: percentile(requests, 0.99),
    msP50: percentile(ms, 0.5),
    msP99: percentile(ms, 0.99),
    tableWrites: meters.busiest('table'),
    writesOfOneSmaNumber: meters.busiest('sma '),
    indexWritesOfOneKey: meters.busiest('index write '),
    indexReads: meters.busiest('index reads'),
    instances,
  };
}

interface Meters {
  count(name: string): void;
  /** The most that was counted in one second under one name that begins so. */
  busiest(prefix: string): number;
}

function createMeters(second: () => number): Meters {
  const counts = new Map<string, number>();
  return {
    count(name) {
      const key = `${name}@${second()}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    busiest: (prefix) =>
      Math.max(0, ...[...counts].filter(([key]) => key.startsWith(prefix)).map(([, count]) => count)),
  };
}

/** A write costs a unit whether its condition holds or not; the index is written when a pair is taken or released. */
function metered(table: PairTable, shards: number, { count }: Meters): PairTable {
  const written = async (pair: Pair, change: Promise<boolean>): Promise<boolean> => {
    count('table');
    count(`sma ${pair.smaNumber}`);
    const held = await change;
    if (held) count(`index write ${shardOf(pair, shards)}`);
    return held;
  };
  return {
    ...table,
    take: (pair, lease) => written(pair, table.take(pair, lease)),
    release: (pair, owner, shard) => written(pair, table.release(pair, owner, shard)),
    free(query) {
      count('index reads');
      return table.free(query);
    },
  };
}
