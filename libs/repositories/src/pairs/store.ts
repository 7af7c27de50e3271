import type { Pair, PairState } from './pair.ts';

export interface Lease {
  owner: string;
  /** Seconds since the epoch. */
  expires: number;
  data: Readonly<Record<string, string>>;
}

/** Where a look at the index of free pairs reads. */
export interface FreeQuery {
  shard: string;
  /** Pairs at most. */
  limit: number;
  /** From which end of the key's list. */
  forward: boolean;
}

/**
 * The pairs table. Each method is one request, and each change a conditional one: it resolves to whether the condition
 * held, and changes nothing otherwise. Rejects with what DynamoDB throws.
 */
export interface PairStore {
  /** If the pair is free, or the owner has it already. */
  take(pair: Pair, lease: Lease): Promise<boolean>;
  /** Free pairs as the index has them: it may lag behind. */
  free(query: FreeQuery): Promise<Pair[]>;
  /** As it is now; undefined when there is no such pair. */
  get(pair: Pair): Promise<PairState | undefined>;
  /** If the owner has it. */
  renew(pair: Pair, owner: string, expires: number): Promise<boolean>;
  /** If the owner has it and it is not retired. */
  release(pair: Pair, owner: string, shard: string): Promise<boolean>;
  /** If the owner has it and it is retired: removes it. */
  drop(pair: Pair, owner: string): Promise<boolean>;
  /** If the owner has it and no transfer is pending. */
  mark(pair: Pair, owner: string, since: number): Promise<boolean>;
  /** If the owner has it. */
  unmark(pair: Pair, owner: string): Promise<boolean>;
}

/** What the table's upkeep needs of it. */
export interface PairUpkeep {
  /** All pairs, without the data of their claims; a request a megabyte. */
  list(): Promise<PairState[]>;
  /** A free pair, if there is none yet. */
  create(pair: Pair, shard: string): Promise<boolean>;
  /** If it is free. */
  remove(pair: Pair): Promise<boolean>;
  /** If it is claimed. */
  setRetired(pair: Pair, retired: boolean): Promise<boolean>;
  /** If it is free: moves it to another key of the index. */
  reshard(pair: Pair, shard: string): Promise<boolean>;
}

export type PairTable = PairStore & PairUpkeep;
