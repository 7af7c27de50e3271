import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Counters, createDialQuota, createMemoryCounters } from '@patchbay/dial-policy';
import { startDynamoDb, type TestDynamoDb } from '../test/dynamodb.ts';
import { createCounters } from './counters.ts';

const EXPIRES = 1_786_003_600;
/** Hundreds of requests at once are slow on a small machine. */
const PATIENCE_MS = 60_000;

let dynamoDb: TestDynamoDb;
let inDynamoDb: Counters;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createSimpleTable('counters', 'id');
  inDynamoDb = createCounters({ table: 'counters', client: dynamoDb.client, deadlineMs: PATIENCE_MS });
});
afterAll(() => dynamoDb.stop());

const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`);

describe.each<[string, () => Counters]>([
  ['in DynamoDB', () => inDynamoDb],
  ['in memory', createMemoryCounters],
])('counters %s', (_name, counters) => {
  test('a key has one place, and keeps it when all are taken', async () => {
    const { take } = counters();
    const takeOne = (key: string, limit = 2) => take('places', { limit, key, expires: EXPIRES });
    const places: string[] = [];
    for (const key of ['a', 'a', 'b', 'c', 'a', 'c']) places.push(await takeOne(key));
    expect(places).toEqual(['taken', 'kept', 'taken', 'full', 'kept', 'full']);
    expect(await takeOne('a', 0)).toBe('kept');
    expect(await takeOne('c', 0)).toBe('full');
    expect(await takeOne('c', 3)).toBe('taken');
    expect(await take('other places', { limit: 0, key: 'a', expires: EXPIRES })).toBe('full');
    expect(await take('other places', { limit: 1, key: 'c', expires: EXPIRES })).toBe('taken');
  });

  test('numbers grow to their limit and shrink to nothing', async () => {
    const { count, uncount } = counters();
    const countOne = (limit = 2) => count('numbers', { limit, expires: EXPIRES });
    expect([await countOne(), await countOne(), await countOne()]).toEqual([true, true, false]);
    await uncount('numbers');
    expect([await countOne(), await countOne()]).toEqual([true, false]);
    for (let each = 0; each < 5; each += 1) await uncount('numbers');
    expect([await countOne(1), await countOne(1), await countOne(0)]).toEqual([true, false, false]);
    await uncount('other numbers');
    expect(await count('other numbers', { limit: 0, expires: EXPIRES })).toBe(false);
  });

  test('50 at once get as many places as there are', async () => {
    const { take, count } = counters();
    const places = await Promise.all(keys(50).map((key) => take('many', { limit: 20, key, expires: EXPIRES })));
    expect(places.filter((place) => place === 'taken')).toHaveLength(20);
    expect(places.filter((place) => place === 'full')).toHaveLength(30);
    const same = await Promise.all(keys(50).map(() => take('one', { limit: 20, key: 'same', expires: EXPIRES })));
    expect(same.toSorted()).toEqual([...Array<string>(49).fill('kept'), 'taken']);
    const counted = await Promise.all(keys(50).map(() => count('sum', { limit: 20, expires: EXPIRES })));
    expect(counted.filter(Boolean)).toHaveLength(20);
  });

  test('50 calls at once are as many as the quota has', async () => {
    const { take } = createDialQuota({
      counters: counters(),
      limits: { perUser: { calls: 4, windowSeconds: 3_600 }, total: { calls: 10, windowSeconds: 86_400 } },
      now: () => 1_786_000_000_000,
    });
    const placed = await Promise.all(
      keys(50).map(async (key, index) => (await take(`user-${index % 5}`, key)).allowed && `user-${index % 5}`),
    );
    const users = placed.filter((user) => user !== false);
    expect(users.length).toBeLessThanOrEqual(10);
    for (const user of new Set(users)) expect(users.filter((each) => each === user).length).toBeLessThanOrEqual(4);
    // Whoever is refused gives back what was counted, so what is left can be had afterwards.
    let later = 0;
    for (const key of keys(20)) if ((await take(`later-${key}`, key)).allowed) later += 1;
    expect(users.length + later).toBe(10);
  });
});

test('an item is forgotten when its window is over, as the first request said', async () => {
  await inDynamoDb.take('user', { limit: 5, key: 'a', expires: EXPIRES });
  await inDynamoDb.take('user', { limit: 5, key: 'b', expires: EXPIRES + 60 });
  await inDynamoDb.count('total', { limit: 5, expires: EXPIRES });
  expect(await dynamoDb.get('counters', { id: { S: 'user' } })).toEqual({
    id: { S: 'user' },
    keys: { SS: ['a', 'b'] },
    expiresAt: { N: String(EXPIRES) },
  });
  expect(await dynamoDb.get('counters', { id: { S: 'total' } })).toEqual({
    id: { S: 'total' },
    number: { N: '1' },
    expiresAt: { N: String(EXPIRES) },
  });
});

test('as many keys as a limit can be fit into an item', async () => {
  const long = keys(1_000).map((key) => key.padEnd(256, 'x'));
  const places: string[] = [];
  for (let from = 0; from < long.length; from += 50) {
    const some = long
      .slice(from, from + 50)
      .map((key) => inDynamoDb.take('big', { limit: 1_000, key, expires: EXPIRES }));
    places.push(...(await Promise.all(some)));
  }
  expect(places.filter((place) => place === 'taken')).toHaveLength(1_000);
}, 60_000);

test.each(['', 'x'.repeat(257), 'é'.repeat(129)])('a key is not %.10j', async (key) => {
  await expect(inDynamoDb.take('keys', { limit: 1, key, expires: EXPIRES })).rejects.toThrow(TypeError);
});

test('a table in trouble is no answer', async () => {
  const { take, count, uncount } = createCounters({ table: 'no-table', client: dynamoDb.client });
  await expect(take('c', { limit: 1, key: 'a', expires: EXPIRES })).rejects.toThrow(/resource not found/i);
  await expect(count('c', { limit: 1, expires: EXPIRES })).rejects.toThrow(/resource not found/i);
  await expect(uncount('c')).rejects.toThrow(/resource not found/i);
});
