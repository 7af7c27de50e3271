import { allPairs, shardCount, shardOf, type Pair, type PairNumbers, type PairTable } from '@patchbay/repositories';
import type { Claimer, Strategy } from './strategies.ts';

/** A table, and whatever else a scenario needs. */
export interface Place {
  table: PairTable;
  numbers: PairNumbers;
  random(): number;
  pause(ms: number): Promise<void>;
  /** Until the index shows everything. */
  settle(): Promise<void>;
}

const sizeOf = ({ sma, connect }: PairNumbers) => sma.length * connect.length;
const shardsFor = ({ strategy, numbers }: Scenario) => strategy.shards ?? shardCount(sizeOf(numbers));

export interface Scenario extends Place {
  strategy: Strategy;
}

/** All pairs are free, under the keys that the strategy asks for. */
async function reset(scenario: Scenario): Promise<void> {
  const { table, numbers } = scenario;
  const shards = shardsFor(scenario);
  const held = new Map((await table.list()).map((state) => [state.smaNumber + state.connectNumber, state]));
  await atOnce(20, allPairs(numbers), async (pair) => {
    const state = held.get(pair.smaNumber + pair.connectNumber);
    const shard = shardOf(pair, shards);
    if (!state) await table.create(pair, shard);
    else if (state.claim) await table.release(pair, state.claim.owner, shard);
    else if (state.shard !== shard) await table.reshard(pair, shard);
  });
  await scenario.settle();
}

/** Callers claim, so many at once, until a share of the pairs is taken; the requests of each claim, in order of success. */
export async function fill(scenario: Scenario, share: number, callersAtOnce = Infinity): Promise<number[]> {
  await reset(scenario);
  const callers = Math.round(sizeOf(scenario.numbers) * share);
  const instances = Math.min(callers, callersAtOnce);
  const requests: number[] = [];
  let caller = 0;
  await Promise.all(
    claimers(scenario, instances).map(async (claim) => {
      while (caller++ < callers) requests.push((await claimed(claim, callId(scenario))).requests);
    }),
  );
  return requests;
}

/** A share is taken; then calls come, so many at once, each claims, and another call goes. */
export async function steady(
  scenario: Scenario,
  share: number,
  { claims, callersAtOnce }: { claims: number; callersAtOnce: number },
): Promise<number[]> {
  await reset(scenario);
  const { table, numbers, random } = scenario;
  const shards = shardsFor(scenario);
  const held: { pair: Pair; owner: string }[] = [];
  const pairs = shuffled(allPairs(numbers), random).slice(0, Math.round(sizeOf(numbers) * share));
  await atOnce(20, pairs, async (pair) => {
    const owner = `held-${pair.smaNumber}${pair.connectNumber}`;
    if (await table.take(pair, { owner, expires: 1, data: {} })) held.push({ pair, owner });
  });
  await scenario.settle();
  const requests: number[] = [];
  let caller = 0;
  await Promise.all(
    claimers(scenario, callersAtOnce).map(async (claim) => {
      while (caller++ < claims) {
        const owner = callId(scenario);
        const attempt = await claimed(claim, owner);
        requests.push(attempt.requests);
        const [gone] = held.splice(Math.floor(random() * held.length), 1, { pair: attempt.pair, owner });
        if (gone) await table.release(gone.pair, gone.owner, shardOf(gone.pair, shards));
      }
    }),
  );
  return requests;
}

const callId = ({ random }: Scenario) => `call-${random()}-${random()}`;

const claimers = ({ strategy, ...options }: Scenario, count: number): Claimer[] =>
  Array.from({ length: count }, () => strategy.claimer(options));

async function claimed(claim: Claimer, owner: string): Promise<{ pair: Pair; requests: number }> {
  const { pair, requests } = await claim(owner);
  if (!pair) throw new Error(`${owner} found no free pair after ${requests} requests, although there are some`);
  return { pair, requests };
}

async function atOnce<T>(count: number, items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (const item of queue) await act(item);
    }),
  );
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, by: random() }))
    .sort((one, other) => one.by - other.by)
    .map(({ item }) => item);
}
