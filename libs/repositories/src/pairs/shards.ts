import type { Pair } from './pair.ts';
import { keyOf } from './pair.ts';
import { seedsOf } from './permutation.ts';

/** A key of the index serves this many pairs, so that the heat of a key does not grow with the number of pairs. */
const PAIRS_A_SHARD = 250;
/** Few enough that a claim can ask all of them before it gives up. */
const MOST_SHARDS = 16;

/** How many keys the index of free pairs has. */
export function shardCount(pairs: number): number {
  return Math.min(MOST_SHARDS, Math.max(2, Math.ceil(pairs / PAIRS_A_SHARD)));
}

/** The key under which the index has a pair while it is free. */
export function shardOf(pair: Pair, shards: number): string {
  return String(seedsOf(keyOf(pair))[2] % shards);
}
