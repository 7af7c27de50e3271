import { setTimeout } from 'node:timers/promises';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Call } from '../call.ts';
import type { Calls } from '../calls.ts';
import { lazyItems } from '../lazy-items.ts';
import { searchPair, type NoPairReason } from './claim.ts';
import { Crowd } from './crowd.ts';
import { createDynamoDbPairTable } from './dynamodb-table.ts';
import { samePair, type Claim, type Pair, type PairNumbers, type PairState } from './pair.ts';
import { reconcilePairs, type Reconciled } from './reconcile.ts';
import { shardCount, shardOf } from './shards.ts';
import type { PairTable } from './store.ts';

export interface ClaimRequest {
  transactionId: string;
  /** What the call tells about itself to whoever reads the pair. */
  data?: Readonly<Record<string, string>>;
}

/** `ended`: the call had a pair, which has been released since. */
export type Claimed = { ok: true; pair: Pair } | { ok: false; reason: NoPairReason | 'ended' };

/** The pairs of numbers by which calls are bridged to Connect. Everything rejects with what DynamoDB throws. */
export interface Pairs {
  /** One pair for a call, however often and at however many places its first event is delivered. */
  claim(request: ClaimRequest): Promise<Claimed>;
  /** Who has a pair; undefined when it is free, unknown, or (if an owner is given) another's. */
  read(pair: Pair, owner?: string): Promise<Claim | undefined>;
  /** False, and nothing happens, if the pair is not that owner's. A pair of a removed number is removed. */
  release(pair: Pair, owner: string): Promise<boolean>;
  /** Starts the lease anew; false if the pair is not that owner's. */
  renew(pair: Pair, owner: string): Promise<boolean>;
  /** All pairs, without the data of their claims. */
  list(): Promise<PairState[]>;
  /** Makes the table follow the configured numbers. */
  reconcile(): Promise<Reconciled>;
}

export interface PairsOptions {
  /** The table's name, or a table in memory. */
  table: string | PairTable;
  /** The calls table, in which a call's pair is recorded once and for all. */
  calls: Pick<Calls, 'recordPair' | 'get'>;
  /** The configured numbers: asked at each claim, so what is read from afar is kept for a while by who reads it. */
  numbers(): Promise<PairNumbers>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** From 0 up to 1. */
  random?(): number;
  /** Milliseconds. */
  pause?(ms: number): Promise<void>;
  /** Seconds until a claim that nobody renewed is looked into; 15 minutes by default. */
  leaseS?: number;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

/** For the search; a request that was started in time may take another second. */
const SEARCH_MS = 1_500;
const LEASE_S = 15 * 60;

export function createPairs({
  table,
  calls,
  numbers,
  now,
  random = Math.random,
  pause = async (ms) => setTimeout(ms),
  leaseS = LEASE_S,
  client = {},
  deadlineMs,
}: PairsOptions): Pairs {
  const store = typeof table === 'string' ? createDynamoDbPairTable(table, lazyItems(client, deadlineMs)) : table;
  const crowd = new Crowd();
  const seconds = () => Math.floor(now() / 1_000);
  const renew = (pair: Pair, owner: string) => store.renew(pair, owner, seconds() + leaseS);
  const release = async (pair: Pair, owner: string): Promise<boolean> => {
    const { sma, connect } = await numbers();
    const shard = shardOf(pair, shardCount(sma.length * connect.length));
    return (await store.release(pair, owner, shard)) || store.drop(pair, owner);
  };
  /** An earlier delivery's pair. */
  const resume = async (call: Call | undefined, owner: string): Promise<Claimed> => {
    const pair = call?.pair;
    const isOver = call?.state === 'ended' || call?.state === 'failed';
    return pair && !isOver && (await renew(pair, owner)) ? { ok: true, pair } : { ok: false, reason: 'ended' };
  };

  return {
    renew,
    release,
    list: () => store.list(),
    async claim({ transactionId: owner, data = {} }) {
      const until = now() + SEARCH_MS;
      const found = await searchPair({
        store,
        numbers: await numbers(),
        lease: { owner, expires: seconds() + leaseS, data },
        crowd,
        random,
        pause,
        inTime: () => now() < until,
      });
      if ('reason' in found) {
        const call = await calls.get(owner);
        return call?.pair ? resume(call, owner) : { ok: false, reason: found.reason };
      }
      const { pair } = found;
      if (await calls.recordPair(owner, pair)) return { ok: true, pair };
      const call = await calls.get(owner);
      const resumed = await resume(call, owner);
      if (!resumed.ok || !samePair(resumed.pair, pair)) await release(pair, owner);
      return resumed;
    },
    async read(pair, owner) {
      const claim = (await store.get(pair))?.claim;
      return owner === undefined || claim?.owner === owner ? claim : undefined;
    },
    reconcile: async () => reconcilePairs(store, await numbers()),
  };
}
