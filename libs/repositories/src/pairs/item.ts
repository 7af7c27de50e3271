import type { Item } from '../items.ts';
import type { PairState } from './pair.ts';

/** A pair as DynamoDB has it: its table, or a projection of it. */
export function stateOf(item: Item): PairState {
  const pair = { smaNumber: item['sma_number']?.S ?? '', connectNumber: item['connect_number']?.S ?? '' };
  const owner = item['owner']?.S;
  const shard = item['shard']?.S;
  if (owner === undefined) return { ...pair, ...(shard !== undefined && { shard }) };
  const pending = item['transfer_pending']?.N;
  return {
    ...pair,
    claim: {
      ...pair,
      owner,
      expires: Number(item['expires']?.N ?? 0),
      data: textsOf(item['data']?.M),
      ...(pending !== undefined && { transferPendingSince: Number(pending) }),
      retired: item['retired']?.BOOL ?? false,
    },
  };
}

/** The texts of a map. */
export function textsOf(map: Item = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(map).flatMap(([name, { S }]) => (S === undefined ? [] : [[name, S]])));
}
