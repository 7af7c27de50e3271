import { allPairs, keyOf, type Pair, type PairNumbers, type PairState } from './pair.ts';
import { shardCount, shardOf } from './shards.ts';
import type { PairUpkeep } from './store.ts';

/** What has been done to a table so that it follows its numbers. */
export interface Reconciled {
  created: number;
  removed: number;
  /** Claimed pairs of numbers that are gone: removed when they are released. */
  retired: number;
  /** Free pairs whose key in the index changed, as the number of keys follows the number of pairs. */
  resharded: number;
}

/** Requests at once. */
const AT_ONCE = 20;
/** A pair that is claimed or released meanwhile is looked at again. */
const ROUNDS = 3;

/**
 * Makes the table follow the numbers: any count, added or removed. It can be repeated and may run while calls come and
 * go. Rejects with what DynamoDB throws; what has been done by then stays, and the next time does the rest.
 */
export async function reconcilePairs(table: PairUpkeep, numbers: PairNumbers): Promise<Reconciled> {
  const wanted = new Map(allPairs(numbers).map((pair) => [keyOf(pair), pair]));
  const shards = shardCount(wanted.size);
  const done: Reconciled = { created: 0, removed: 0, retired: 0, resharded: 0 };
  const missing = new Map(wanted);
  const changes: (() => Promise<void>)[] = [];
  for (const state of await table.list()) {
    missing.delete(keyOf(state));
    const change = wanted.has(keyOf(state)) ? keep(table, state, shards, done) : retire(table, state, done);
    if (change) changes.push(change);
  }
  for (const pair of missing.values()) {
    changes.push(async () => {
      if (await table.create(pair, shardOf(pair, shards))) done.created++;
    });
  }
  const queue = changes.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const change of queue) await change();
    }),
  );
  return done;
}

function keep(
  table: PairUpkeep,
  state: PairState,
  shards: number,
  done: Reconciled,
): (() => Promise<void>) | undefined {
  const shard = shardOf(state, shards);
  if (state.claim?.retired) return async () => void (await table.setRetired(state, false));
  if (state.shard === undefined || state.shard === shard) return undefined;
  return async () => {
    if (await table.reshard(state, shard)) done.resharded++;
  };
}

function retire(table: PairUpkeep, state: PairState, done: Reconciled): (() => Promise<void>) | undefined {
  if (state.claim?.retired) return undefined;
  const pair: Pair = state;
  return async () => {
    for (let round = 0; round < ROUNDS; round++) {
      if (await table.remove(pair)) return void done.removed++;
      if (await table.setRetired(pair, true)) return void done.retired++;
    }
  };
}
