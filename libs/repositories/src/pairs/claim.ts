import type { Crowd } from './crowd.ts';
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
  /** What earlier claims have met: the same object for all that one process makes. */
  crowd: Crowd;
  /** From 0 up to 1. */
  random(): number;
  /** Milliseconds. */
  pause(ms: number): Promise<void>;
  /** Whether there is time for another request. */
  inTime(): boolean;
}

/** Requests at most: a first step, each of up to 16 keys of the index once, and some lost races. */
export const MOST_REQUESTS = 24;
/** Steps of the permutation before the index is asked: after one miss, or two when most pairs seem to be free. */
const MOST_STEPS = 2;
/** What one look at the index reads: entries of 80 bytes, so one read unit. */
const PAGE = 100;
/** Looks in a row, at each key once or more, that must find nothing: the index lags behind what has just become free. */
const LEAST_EMPTY_LOOKS = 6;
/**
 * Callers at the same moment come to the index one after the other, over this many milliseconds, and see what the others
 * have left; over more each time.
 */
const SPREAD_MS = 160;
const WIDEST_SPREAD_MS = 320;

/**
 * Looks for a free pair and takes it. The first step goes to a place that follows from the owner, so callers at the same
 * moment spread over all pairs; whoever meets a taken pair asks the index where the free ones are.
 */
export async function searchPair({
  store,
  numbers,
  lease,
  crowd,
  random,
  pause,
  inTime,
}: SearchOptions): Promise<Search> {
  const size = numbers.sma.length * numbers.connect.length;
  if (size === 0) return { reason: 'no-numbers' };
  let requests = 0;
  // A look and a try.
  const mayAsk = () => requests + 2 <= MOST_REQUESTS && inTime();
  const taken = async (pair: Pair): Promise<boolean> => {
    requests++;
    return store.take(pair, lease);
  };

  for (const place of permutation(size, lease.owner)) {
    if (requests === MOST_STEPS || (requests > 0 && crowd.isDense)) break;
    const pair = pairAt(numbers, place);
    const isOurs = pair !== undefined && (await taken(pair));
    if (requests === 1) crowd.met(!isOurs);
    if (isOurs) return { pair };
  }

  const isConfigured = configured(numbers);
  const shards = shardCount(size);
  const [first] = seedsOf(`${lease.owner} index`);
  const emptyLooks = Math.max(shards, LEAST_EMPTY_LOOKS);
  let empty = 0;
  let pauses = 0;
  for (let look = 0; mayAsk(); look++) {
    // Before the first look, after a race that was lost, and when no key had anything.
    if (empty % shards === 0) await pause(random() * Math.min(WIDEST_SPREAD_MS, SPREAD_MS * 2 ** pauses++));
    requests++;
    const shard = String((first + look) % shards);
    const page = await store.free({ shard, limit: PAGE, forward: random() < 0.5 });
    const candidates = page.filter(isConfigured);
    empty = candidates.length === 0 ? empty + 1 : 0;
    if (empty === emptyLooks) return { reason: 'none-free' };
    const pair = candidates[Math.floor(random() * candidates.length)];
    if (pair && (await taken(pair))) return { pair };
  }
  return { reason: 'contended' };
}

/** Pairs of numbers that are gone may still be in the table. */
function configured({ sma, connect }: PairNumbers): (pair: Pair) => boolean {
  const smaNumbers = new Set(sma);
  const connectNumbers = new Set(connect);
  return ({ smaNumber, connectNumber }) => smaNumbers.has(smaNumber) && connectNumbers.has(connectNumber);
}
