import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { dynamoDbLab, LEASE_S, someNumbers, type Lab } from '../../test/lab.ts';
import { allPairs, pairAt, samePair, type Pair } from './pair.ts';
import { createPairs } from './pairs.ts';
import { permutation } from './permutation.ts';

let dynamoDb: TestDynamoDb;
let tables = 0;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.stop());

async function start(sma: number, connect: number): Promise<Lab> {
  const lab = await dynamoDbLab(dynamoDb, `test-${tables++}`, someNumbers(sma, connect));
  await lab.pairs.reconcile();
  return lab;
}

/** Claims for a call that must get a pair. */
async function claim({ pairs }: Lab, transactionId: string, data?: Record<string, string>): Promise<Pair> {
  const claimed = await pairs.claim({ transactionId, ...(data && { data }) });
  if (!claimed.ok) throw new Error(claimed.reason);
  return claimed.pair;
}

/** The pair that a call tries first. */
function firstOf({ numbers }: Lab, transactionId: string): Pair {
  const [place = 0] = permutation(numbers.sma.length * numbers.connect.length, transactionId);
  const pair = pairAt(numbers, place);
  if (!pair) throw new Error('no pairs');
  return pair;
}

describe('a claim', () => {
  test('is read with what the call told, and is the owner’s until the owner releases it', async () => {
    const lab = await start(2, 2);
    const pair = await claim(lab, 'call-1', { callingNumber: '+12065550123' });
    expect(await lab.pairs.read(pair)).toEqual({
      ...pair,
      owner: 'call-1',
      expires: lab.now() / 1_000 + LEASE_S,
      data: { callingNumber: '+12065550123' },
      retired: false,
    });
    expect(await lab.pairs.release(pair, 'call-1')).toBe(true);
    expect(await lab.pairs.read(pair)).toBeUndefined();
  });

  test('of two hundred callers at once on fifty pairs: fifty get one each, the others are told that none is free', async () => {
    const lab = await start(5, 10);
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, call) => lab.pairs.claim({ transactionId: `call-${call}` })),
    );
    const won = results.flatMap((result) => (result.ok ? [JSON.stringify(result.pair)] : []));
    expect(won).toHaveLength(50);
    expect(new Set(won).size).toBe(50);
    expect(new Set(results.flatMap((result) => (result.ok ? [] : [result.reason])))).toEqual(new Set(['none-free']));
    expect(new Set(await lab.owners()).size).toBe(50);
  });

  test('without any numbers says so', async () => {
    const lab = await start(0, 3);
    expect(await lab.pairs.claim({ transactionId: 'call-1' })).toEqual({ ok: false, reason: 'no-numbers' });
  });

  test('when all are taken says so, and gets the one that becomes free', async () => {
    const lab = await start(2, 3);
    const taken = await Promise.all(Array.from({ length: 6 }, (_, call) => claim(lab, `call-${call}`)));
    expect(await lab.pairs.claim({ transactionId: 'late' })).toEqual({ ok: false, reason: 'none-free' });
    await lab.pairs.release(taken[4]!, 'call-4');
    expect(await claim(lab, 'late')).toEqual(taken[4]);
  });

  test('rejects when there is no table', async () => {
    const { calls, numbers, now } = await start(1, 1);
    const pairs = createPairs({
      table: 'elsewhere',
      calls,
      numbers: async () => numbers,
      now,
      client: dynamoDb.client,
    });
    await expect(pairs.claim({ transactionId: 'call-1' })).rejects.toThrow(
      expect.objectContaining({ name: 'ResourceNotFoundException' }),
    );
  });
});

describe('a first event that is delivered again', () => {
  test('ends with the same pair, though its first choice was busy the first time and is free the second', async () => {
    const lab = await start(3, 4);
    const wanted = firstOf(lab, 'call-1');
    await lab.table.take(wanted, { owner: 'earlier', expires: 0, data: {} });
    const first = await claim(lab, 'call-1', { callingNumber: '+12065550123' });
    expect(samePair(first, wanted)).toBe(false);
    await lab.pairs.release(wanted, 'earlier');

    expect(await claim(lab, 'call-1', { callingNumber: '+12065550123' })).toEqual(first);
    expect(await lab.owners()).toEqual(['call-1']);
    expect(await lab.pairs.read(wanted)).toBeUndefined();
    expect((await lab.pairs.read(first))?.data).toEqual({ callingNumber: '+12065550123' });
  });

  test('at the same moment ends with one pair', async () => {
    const lab = await start(3, 4);
    await lab.table.take(firstOf(lab, 'call-1'), { owner: 'other', expires: 0, data: {} });
    const pairs = await Promise.all(Array.from({ length: 4 }, () => claim(lab, 'call-1')));
    for (const pair of pairs) expect(pair).toEqual(pairs[0]);
    expect((await lab.owners()).toSorted()).toEqual(['call-1', 'other']);
  });

  test('when none is free any more ends with the pair that it has', async () => {
    const lab = await start(1, 2);
    await lab.table.take(firstOf(lab, 'call-1'), { owner: 'other', expires: 0, data: {} });
    const pair = await claim(lab, 'call-1');
    expect(await claim(lab, 'call-1')).toEqual(pair);
  });

  test('after a crash between the claim and its record takes the same pair over', async () => {
    const lab = await start(3, 4);
    const pair = firstOf(lab, 'call-1');
    await lab.table.take(pair, { owner: 'call-1', expires: 0, data: {} });
    expect(await claim(lab, 'call-1')).toEqual(pair);
    expect(await lab.owners()).toEqual(['call-1']);
  });

  test('after the call has ended gets no pair, and leaves none behind', async () => {
    const lab = await start(3, 4);
    await lab.pairs.release(await claim(lab, 'call-1'), 'call-1');
    await lab.calls.update('call-1', { state: 'ended' });
    expect(await lab.pairs.claim({ transactionId: 'call-1' })).toEqual({ ok: false, reason: 'ended' });
    expect(await lab.owners()).toEqual([]);
  });
});

describe('only the owner', () => {
  test('releases: the late hang-up of an earlier call frees nothing', async () => {
    const lab = await start(1, 1);
    const pair = await claim(lab, 'call-1');
    await lab.pairs.release(pair, 'call-1');
    await claim(lab, 'call-2');

    expect(await lab.pairs.release(pair, 'call-1')).toBe(false);
    expect(await lab.pairs.renew(pair, 'call-1')).toBe(false);
    expect(await lab.table.mark(pair, 'call-1', 1)).toBe(false);
    expect(await lab.table.unmark(pair, 'call-1')).toBe(false);
    expect(await lab.pairs.read(pair, 'call-1')).toBeUndefined();
    expect(await lab.pairs.read(pair, 'call-2')).toMatchObject({ owner: 'call-2' });
  });

  test('of a pair that exists: one that was never configured is nobody’s', async () => {
    const lab = await start(1, 1);
    const stranger = { smaNumber: '+12065550198', connectNumber: '+12065550199' };
    expect(await lab.pairs.read(stranger)).toBeUndefined();
    expect(await lab.pairs.release(stranger, 'call-1')).toBe(false);
    expect(await lab.states()).toHaveLength(1);
  });
});

test('a transfer is pending from the first mark on, and never for the next call', async () => {
  const lab = await start(1, 1);
  const pair = await claim(lab, 'call-1');
  expect(await lab.table.mark(pair, 'call-1', 1)).toBe(true);
  expect(await lab.table.mark(pair, 'call-1', 2)).toBe(false);
  expect((await lab.pairs.read(pair))?.transferPendingSince).toBe(1);
  expect(await lab.table.unmark(pair, 'call-1')).toBe(true);
  expect((await lab.pairs.read(pair))?.transferPendingSince).toBeUndefined();

  await lab.table.mark(pair, 'call-1', 1);
  await lab.pairs.release(pair, 'call-1');
  await claim(lab, 'call-2');
  expect((await lab.pairs.read(pair))?.transferPendingSince).toBeUndefined();
});

test('pairs of different calls are different, and there are as many as there are numbers', async () => {
  const lab = await start(2, 5);
  const pairs = await Promise.all(Array.from({ length: 10 }, (_, call) => claim(lab, `call-${call}`)));
  expect(new Set(pairs.map((pair) => JSON.stringify(pair)))).toEqual(
    new Set(allPairs(lab.numbers).map((pair) => JSON.stringify(pair))),
  );
});
