import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { dynamoDbLab, memoryLab, someNumbers, type Lab } from '../../test/lab.ts';
import { keyOf, type Pair } from './pair.ts';
import { shardCount, shardOf } from './shards.ts';

let dynamoDb: TestDynamoDb;
let tables = 0;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.stop());

const start = (sma: number, connect: number) =>
  dynamoDbLab(dynamoDb, `reconcile-${tables++}`, someNumbers(sma, connect));
const nothing = { created: 0, removed: 0, retired: 0, resharded: 0 };

async function claim({ pairs }: Lab, transactionId: string): Promise<Pair> {
  const claimed = await pairs.claim({ transactionId });
  if (!claimed.ok) throw new Error(claimed.reason);
  return claimed.pair;
}

test('makes every pair, however many, and nothing the second time', async () => {
  const lab = await start(3, 40);
  expect(await lab.pairs.reconcile()).toEqual({ ...nothing, created: 120 });
  expect(await lab.pairs.reconcile()).toEqual(nothing);
  expect(await lab.states()).toHaveLength(120);
});

test('a number that is listed twice makes its pairs once', async () => {
  const lab = await start(2, 2);
  lab.numbers.sma.push(lab.numbers.sma[0]!);
  expect(await lab.pairs.reconcile()).toEqual({ ...nothing, created: 4 });
});

test('numbers that come later make pairs, and those that are there stay as they are', async () => {
  const lab = await start(1, 2);
  await lab.pairs.reconcile();
  const pair = await claim(lab, 'call-1');
  lab.numbers.sma.push('+12065550190');

  expect(await lab.pairs.reconcile()).toEqual({ ...nothing, created: 2 });
  expect(await lab.pairs.read(pair)).toMatchObject({ owner: 'call-1', retired: false });
});

test('a number that goes takes its free pairs along at once, and a claimed one when it is released', async () => {
  const lab = await start(2, 1);
  await lab.pairs.reconcile();
  const pair = await claim(lab, 'call-1');
  lab.numbers.sma = [];

  expect(await lab.pairs.reconcile()).toEqual({ ...nothing, removed: 1, retired: 1 });
  expect(await lab.pairs.reconcile()).toEqual(nothing);
  expect(await lab.pairs.renew(pair, 'call-1')).toBe(true);
  expect(await lab.pairs.release(pair, 'call-0')).toBe(false);
  expect(await lab.pairs.release(pair, 'call-1')).toBe(true);
  expect(await lab.states()).toEqual([]);
});

test('a number that comes back while its pair is claimed keeps the pair', async () => {
  const lab = await start(1, 1);
  await lab.pairs.reconcile();
  const pair = await claim(lab, 'call-1');
  const { sma } = lab.numbers;
  lab.numbers.sma = [];
  await lab.pairs.reconcile();
  lab.numbers.sma = sma;
  await lab.pairs.reconcile();

  expect(await lab.pairs.release(pair, 'call-1')).toBe(true);
  expect(await lab.states()).toEqual([{ ...pair, shard: shardOf(pair, shardCount(1)) }]);
});

test('a pair of a number that is gone is not claimed, even before the table has followed', async () => {
  const lab = await start(1, 2);
  await lab.pairs.reconcile();
  const [kept] = lab.numbers.connect.splice(0, 1);
  expect((await claim(lab, 'call-1')).connectNumber).toBe(lab.numbers.connect[0]);
  expect(await lab.pairs.claim({ transactionId: 'call-2' })).toEqual({ ok: false, reason: 'none-free' });
  expect((await lab.states()).find(({ connectNumber }) => connectNumber === kept)?.claim).toBeUndefined();
});

test('free pairs move to other keys of the index when the number of keys changes', async () => {
  const lab = memoryLab(someNumbers(20, 15));
  await lab.pairs.reconcile();
  expect(shardCount(300)).toBe(2);
  lab.numbers.connect.push(...someNumbers(1, 60).connect.slice(15));
  const { resharded } = await lab.pairs.reconcile();
  expect(resharded).toBeGreaterThan(0);
  const shards = shardCount(1_200);
  for (const state of await lab.states())
    expect([keyOf(state), state.shard]).toEqual([keyOf(state), shardOf(state, shards)]);
});

test('calls that come and go meanwhile keep what they have', async () => {
  const lab = await start(4, 5);
  await lab.pairs.reconcile();
  const held = await Promise.all(Array.from({ length: 12 }, (_, call) => claim(lab, `call-${call}`)));
  lab.numbers.sma.splice(0, 2);
  await Promise.all([
    lab.pairs.reconcile(),
    ...held.slice(0, 6).map((pair, call) => lab.pairs.release(pair, `call-${call}`)),
  ]);
  for (const [call, pair] of held.entries()) {
    if (call >= 6) expect(await lab.pairs.read(pair)).toMatchObject({ owner: `call-${call}` });
  }
  for (const [call, pair] of held.entries()) if (call >= 6) await lab.pairs.release(pair, `call-${call}`);
  await lab.pairs.reconcile();
  expect((await lab.states()).every(({ smaNumber, claim: by }) => lab.numbers.sma.includes(smaNumber) && !by)).toBe(
    true,
  );
  expect(await lab.states()).toHaveLength(10);
});
