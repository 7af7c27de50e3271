import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pairsTable, startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { someNumbers } from '../../test/lab.ts';
import { lazyItems } from '../lazy-items.ts';
import { createDynamoDbPairTable } from './dynamodb-table.ts';
import { createMemoryPairTable } from './memory-table.ts';
import { allPairs, keyOf, type Pair, type PairState } from './pair.ts';
import type { PairTable } from './store.ts';

let dynamoDb: TestDynamoDb;
let tables = 0;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.stop());

type Request = (table: PairTable) => Promise<unknown>;

const pair = fc.constantFrom(...allPairs(someNumbers(2, 2)));
const owner = fc.constantFrom('call-1', 'call-2');
const shard = fc.constantFrom('0', '1');
const seconds = fc.integer({ min: 1, max: 1_000 });

const request: fc.Arbitrary<Request> = fc.oneof(
  fc.tuple(pair, owner, seconds).map(
    ([on, by, expires]): Request =>
      (table) =>
        table.take(on, { owner: by, expires, data: { said: by } }),
  ),
  fc.tuple(shard, fc.boolean()).map(
    ([key, forward]): Request =>
      async (table) =>
        (await table.free({ shard: key, limit: 9, forward })).map(keyOf).toSorted(),
  ),
  pair.map(
    (on): Request =>
      (table) =>
        table.get(on),
  ),
  fc.tuple(pair, owner, seconds).map(
    ([on, by, until]): Request =>
      (table) =>
        table.renew(on, by, until),
  ),
  fc.tuple(pair, owner, shard).map(
    ([on, by, key]): Request =>
      (table) =>
        table.release(on, by, key),
  ),
  fc.tuple(pair, owner).map(
    ([on, by]): Request =>
      (table) =>
        table.drop(on, by),
  ),
  fc.tuple(pair, owner, seconds).map(
    ([on, by, since]): Request =>
      (table) =>
        table.mark(on, by, since),
  ),
  fc.tuple(pair, owner).map(
    ([on, by]): Request =>
      (table) =>
        table.unmark(on, by),
  ),
  fc.tuple(pair, shard).map(
    ([on, key]): Request =>
      (table) =>
        table.create(on, key),
  ),
  pair.map(
    (on): Request =>
      (table) =>
        table.remove(on),
  ),
  fc.tuple(pair, fc.boolean()).map(
    ([on, retired]): Request =>
      (table) =>
        table.setRetired(on, retired),
  ),
  fc.tuple(pair, shard).map(
    ([on, key]): Request =>
      (table) =>
        table.reshard(on, key),
  ),
);

test('answers every request as DynamoDB does, and ends in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 20, maxLength: 40 }), async (requests) => {
      const name = `parity-${tables++}`;
      await dynamoDb.createTable(pairsTable(name));
      const real = createDynamoDbPairTable(name, lazyItems(dynamoDb.client, 60_000));
      const memory = createMemoryPairTable();
      for (const on of allPairs(someNumbers(2, 1))) {
        await Promise.all([real.create(on, '0'), memory.create(on, '0')]);
      }
      for (const send of requests) expect(await send(memory)).toEqual(await send(real));
      expect(await statesOf(memory)).toEqual(await statesOf(real));
    }),
    { numRuns: 40 },
  );
}, 120_000);

async function statesOf(table: PairTable): Promise<PairState[]> {
  const byKey = (one: Pair, other: Pair) => keyOf(one).localeCompare(keyOf(other));
  return (await table.list()).toSorted(byKey);
}
