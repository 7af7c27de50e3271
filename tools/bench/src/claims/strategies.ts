import { Crowd, searchPair, type Pair, type PairNumbers, type PairTable } from '@patchbay/repositories';

/** What one caller got, and how many requests it took. */
export interface Attempt {
  pair: Pair | undefined;
  requests: number;
}

/** One process that claims pairs, one at a time, as an instance of a function does. */
export type Claimer = (owner: string) => Promise<Attempt>;

export interface StrategyOptions {
  table: PairTable;
  numbers: PairNumbers;
  random(): number;
  pause(ms: number): Promise<void>;
}

export interface Strategy {
  name: string;
  /** How many keys the index is to have; as many as the library chooses when undefined. */
  shards?: number;
  claimer(options: StrategyOptions): Claimer;
}

export const patchbay: Strategy = {
  name: 'patchbay',
  claimer({ table, numbers, random, pause }) {
    const crowd = new Crowd();
    return async (owner) => {
      const { counted, requests } = count(table);
      const search = await searchPair({
        store: counted,
        numbers,
        lease: { owner, expires: 1, data: {} },
        crowd,
        random,
        pause,
        inTime: () => true,
      });
      return { pair: 'pair' in search ? search.pair : undefined, requests: requests() };
    };
  },
};

/** What the predecessor does: the first pair of the index, a conditional update, and all over again. */
export const firstFree: Strategy = {
  name: 'first free pair of one key',
  shards: 1,
  claimer({ table }) {
    return async (owner) => {
      const { counted, requests } = count(table);
      for (;;) {
        const [pair] = await counted.free({ shard: '0', limit: 1, forward: true });
        if (!pair) return { pair, requests: requests() };
        if (await counted.take(pair, { owner, expires: 1, data: {} })) return { pair, requests: requests() };
      }
    };
  },
};

function count(table: PairTable): { counted: Pick<PairTable, 'take' | 'free'>; requests: () => number } {
  let requests = 0;
  return {
    requests: () => requests,
    counted: {
      take: (pair, lease) => (requests++, table.take(pair, lease)),
      free: (query) => (requests++, table.free(query)),
    },
  };
}
