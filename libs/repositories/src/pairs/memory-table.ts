import { FreeIndex } from './free-index.ts';
import { keyOf, type Claim, type Pair, type PairState } from './pair.ts';
import type { PairTable } from './store.ts';

export interface MemoryPairTableOptions {
  /** Applies a change to the index of free pairs, which lags behind in DynamoDB; at once unless told otherwise. */
  propagate?(apply: () => void): void;
}

/** The pairs table in memory, under the same conditions; for simulations and tests. */
export function createMemoryPairTable({ propagate = (apply) => apply() }: MemoryPairTableOptions = {}): PairTable {
  const pairs = new Map<string, PairState>();
  const index = new FreeIndex();

  const put = (pair: Pair, after: PairState | undefined) => {
    const key = keyOf(pair);
    const before = pairs.get(key)?.shard;
    if (after) pairs.set(key, after);
    else pairs.delete(key);
    if (before === after?.shard) return;
    propagate(() => {
      if (before !== undefined) index.remove(before, pair);
      if (after?.shard !== undefined) index.add(after.shard, pair);
    });
  };
  /** Changes a pair whose state meets a condition; no next state removes it. */
  const change = (pair: Pair, condition: (state: PairState) => boolean, next?: (state: PairState) => PairState) => {
    const state = pairs.get(keyOf(pair));
    if (!state || !condition(state)) return false;
    put(pair, next?.(state));
    return true;
  };
  const changeClaim = (pair: Pair, condition: (claim: Claim) => boolean, next: (claim: Claim) => Claim) =>
    change(
      pair,
      ({ claim }) => claim !== undefined && condition(claim),
      (state) => (state.claim ? { ...state, claim: next(state.claim) } : state),
    );
  const isFree = ({ shard }: PairState) => shard !== undefined;

  return {
    take: async (pair, lease) =>
      change(
        pair,
        (state) => isFree(state) || state.claim?.owner === lease.owner,
        ({ claim }) => ({ ...bare(pair), claim: { ...bare(pair), ...lease, retired: claim?.retired ?? false } }),
      ),
    free: async ({ shard, limit, forward }) => index.page(shard, limit, forward),
    get: async (pair) => pairs.get(keyOf(pair)),
    renew: async (pair, owner, expires) =>
      changeClaim(
        pair,
        (claim) => claim.owner === owner,
        (claim) => ({ ...claim, expires }),
      ),
    release: async (pair, owner, shard) =>
      change(
        pair,
        ({ claim }) => claim?.owner === owner && !claim.retired,
        () => ({ ...bare(pair), shard }),
      ),
    drop: async (pair, owner) => change(pair, ({ claim }) => claim?.owner === owner && claim.retired),
    mark: async (pair, owner, transferPendingSince) =>
      changeClaim(
        pair,
        (claim) => claim.owner === owner && claim.transferPendingSince === undefined,
        (claim) => ({ ...claim, transferPendingSince }),
      ),
    unmark: async (pair, owner) =>
      changeClaim(
        pair,
        (claim) => claim.owner === owner,
        ({ transferPendingSince: _gone, ...claim }) => claim,
      ),
    list: async () => [...pairs.values()].map(withoutData),
    async create(pair, shard) {
      if (pairs.has(keyOf(pair))) return false;
      put(pair, { ...bare(pair), shard });
      return true;
    },
    remove: async (pair) => change(pair, isFree),
    setRetired: async (pair, retired) =>
      changeClaim(
        pair,
        () => true,
        (claim) => ({ ...claim, retired }),
      ),
    reshard: async (pair, shard) => change(pair, isFree, (state) => ({ ...state, shard })),
  };
}

const bare = ({ smaNumber, connectNumber }: Pair): Pair => ({ smaNumber, connectNumber });
const withoutData = (state: PairState): PairState =>
  state.claim ? { ...state, claim: { ...state.claim, data: {} } } : state;
