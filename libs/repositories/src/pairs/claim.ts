import { pairAt, type Pair, type PairNumbers } from './pair.ts';
import { permutation, seedsOf } from './permutation.ts';
import { shardCount } from './shards.ts';
import type { Lease, PairStore } from './store.ts';

/** Why no pair was claimed. */
export type NoPairReason =
  /** No numbers are configured. */
  | 'no-numbers'
  /** Every key of the index was asked and had no free pair. */
  | 'none-free'
  /** Others were faster, time and again: the bound on requests or time was reached. */
  | 'contended';

export type Search = { pair: Pair } | { reason: NoPairReason };

export interface SearchOptions {
  store: Pick<PairStore, 'take' | 'free'>;
  numbers: PairNumbers;
  lease: Lease;
  /** From 0 up to 1. */
  random(): number;
  /** Milliseconds. */
  pause(ms: number): Promise<void>;
  /** Whether there is time for another request. */
  inTime(): boolean;
}

/** Requests at most: a first step, each of up to 16 keys of the index once, and some lost races. */
export const MOST_REQUESTS = 24;
/** Steps of the permutation before the index is asked. */
const STEPS = 1;
/** What one look at the index reads: entries of 80 bytes, so one read unit. */
const PAGE = 100;
/** How many pairs of a page are tried before the index is asked again. */
const TRIES_A_PAGE = 2;
/** The longest pause after the first race that was lost; it doubles with each. */
const PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 80;

/**
 * Looks for a free pair and takes it. The first step goes to a place that follows from the owner, so callers at the same
 * moment spread over all pairs; whoever meets a taken pair asks the index where the free ones are.
 */
export async function searchPair({ store, numbers, lease, random, pause, inTime }: SearchOptions): Promise<Search> {
  const size = numbers.sma.length * numbers.connect.length;
  if (size === 0) return { reason: 'no-numbers' };
  let requests = 0;
  let lost = 0;
  const mayAsk = () => requests < MOST_REQUESTS && inTime();
  const taken = async (pair: Pair): Promise<boolean> => {
    requests++;
    return store.take(pair, lease);
  };

  for (const place of permutation(size, lease.owner)) {
    if (requests === STEPS) break;
    const pair = pairAt(numbers, place);
    if (pair && (await taken(pair))) return { pair };
  }

  const isConfigured = configured(numbers);
  const shards = shardCount(size);
  const [first] = seedsOf(`${lease.owner} index`);
  let empty = 0;
  for (let shard = first % shards; mayAsk(); shard = (shard + 1) % shards) {
    requests++;
    const page = await store.free({ shard: String(shard), limit: PAGE, forward: random() < 0.5 });
    const candidates = page.filter(isConfigured);
    empty = candidates.length === 0 ? empty + 1 : 0;
    if (empty === shards) return { reason: 'none-free' };
    for (let tries = 0; tries < TRIES_A_PAGE && candidates.length > 0 && mayAsk(); tries++) {
      const [pair] = candidates.splice(Math.floor(random() * candidates.length), 1);
      if (pair && (await taken(pair))) return { pair };
      await pause(random() * Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** lost++));
    }
  }
  return { reason: 'contended' };
}

/** Pairs of numbers that are gone may still be in the table. */
function configured({ sma, connect }: PairNumbers): (pair: Pair) => boolean {
  const smaNumbers = new Set(sma);
  const connectNumbers = new Set(connect);
  return ({ smaNumber, connectNumber }) => smaNumbers.has(smaNumber) && connectNumbers.has(connectNumber);
}
