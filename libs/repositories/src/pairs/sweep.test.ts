import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { dynamoDbLab, LEASE_S, someNumbers, type Lab } from '../../test/lab.ts';
import { allPairs, samePair, type Pair } from './pair.ts';
import { leaseSeconds, sweep, type Ping, type Swept } from './sweep.ts';

let dynamoDb: TestDynamoDb;
let tables = 0;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.stop());

async function start(sma: number, connect: number): Promise<Lab> {
  const lab = await dynamoDbLab(dynamoDb, `sweep-${tables++}`, someNumbers(sma, connect));
  await lab.pairs.reconcile();
  return lab;
}

async function claim({ pairs }: Lab, transactionId: string): Promise<Pair> {
  const claimed = await pairs.claim({ transactionId });
  if (!claimed.ok) throw new Error(claimed.reason);
  return claimed.pair;
}

/** Sweeps once; `asked` are the calls that were pinged. */
async function sweepOnce(
  { pairs, now, calls }: Lab,
  ping: (transactionId: string) => Ping,
  pings = Infinity,
): Promise<Swept & { asked: string[] }> {
  const asked: string[] = [];
  const swept = await sweep({
    pairs,
    now,
    recorded: async (transactionId) => (await calls.get(transactionId))?.pair,
    ping: async ({ owner: transactionId }) => {
      asked.push(transactionId);
      return ping(transactionId);
    },
    pace: async () => asked.length < pings,
  });
  return { ...swept, asked };
}

describe('a lease that has expired', () => {
  test('is not free before the call was asked', async () => {
    const lab = await start(1, 1);
    await claim(lab, 'call-1');
    lab.pass(2 * 3_600);
    expect(await lab.pairs.claim({ transactionId: 'call-2' })).toEqual({ ok: false, reason: 'none-free' });
    expect(await lab.owners()).toEqual(['call-1']);
  });

  test('is renewed while the call lives: a bridge that is silent for two hours keeps its pair', async () => {
    const lab = await start(1, 1);
    const pair = await claim(lab, 'call-1');
    let asked = 0;
    for (let minute = 0; minute < 120; minute++) {
      lab.pass(60);
      asked += (await sweepOnce(lab, () => 'alive')).asked.length;
      expect(await lab.pairs.read(pair, 'call-1')).toBeDefined();
    }
    expect(asked).toBe((2 * 3_600) / LEASE_S);
  });

  test('is free once the call is gone', async () => {
    const lab = await start(1, 1);
    await claim(lab, 'call-1');
    lab.pass(LEASE_S);
    expect(await sweepOnce(lab, () => 'gone')).toEqual({
      expired: 1,
      renewed: 0,
      freed: 1,
      left: 0,
      asked: ['call-1'],
    });
    await claim(lab, 'call-2');
  });

  test('stays as it is when the call could not be asked', async () => {
    const lab = await start(1, 1);
    const pair = await claim(lab, 'call-1');
    lab.pass(LEASE_S);
    expect(await sweepOnce(lab, () => 'unknown')).toMatchObject({ renewed: 0, freed: 0, left: 1 });
    expect(await lab.pairs.read(pair, 'call-1')).toBeDefined();
  });

  test('is left alone when it was released and claimed while the call was asked', async () => {
    const lab = await start(1, 1);
    const pair = await claim(lab, 'call-1');
    lab.pass(LEASE_S);
    const swept = await sweep({
      pairs: lab.pairs,
      now: lab.now,
      recorded: async () => pair,
      pace: async () => true,
      ping: async () => {
        await lab.pairs.release(pair, 'call-1');
        await claim(lab, 'call-2');
        return 'gone';
      },
    });
    expect(swept).toMatchObject({ expired: 1, freed: 0 });
    expect(await lab.owners()).toEqual(['call-2']);
  });
});

test('a call whose events renew its lease is not asked', async () => {
  const lab = await start(1, 1);
  const pair = await claim(lab, 'call-1');
  lab.pass(LEASE_S - 1);
  await lab.pairs.renew(pair, 'call-1');
  lab.pass(LEASE_S - 1);
  expect(await sweepOnce(lab, () => 'gone')).toMatchObject({ expired: 0, asked: [] });
});

test('what a crashed delivery claimed besides the recorded pair is freed without asking, though the call lives', async () => {
  const lab = await start(2, 2);
  const pair = await claim(lab, 'call-1');
  const other = allPairs(lab.numbers).find((each) => !samePair(each, pair))!;
  await lab.table.take(other, { owner: 'call-1', expires: lab.now() / 1_000 + LEASE_S, data: {} });
  lab.pass(LEASE_S);
  expect(await sweepOnce(lab, () => 'alive')).toEqual({ expired: 2, renewed: 1, freed: 1, left: 0, asked: ['call-1'] });
  expect(await lab.pairs.read(other)).toBeUndefined();
  expect(await lab.pairs.read(pair, 'call-1')).toBeDefined();
});

test('a claim that crashed before it was recorded is free once the call is gone', async () => {
  const lab = await start(1, 1);
  const [pair] = allPairs(lab.numbers);
  await lab.table.take(pair!, { owner: 'call-1', expires: lab.now() / 1_000 + LEASE_S, data: {} });
  lab.pass(LEASE_S);
  await sweepOnce(lab, () => 'gone');
  expect(await lab.owners()).toEqual([]);
});

test('no more calls are asked than the pace allows, those that wait longest first', async () => {
  const lab = await start(1, 5);
  for (let call = 0; call < 5; call++) {
    await claim(lab, `call-${call}`);
    lab.pass(1);
  }
  lab.pass(LEASE_S);
  expect(await sweepOnce(lab, () => 'alive', 2)).toMatchObject({
    expired: 5,
    renewed: 2,
    left: 3,
    asked: ['call-0', 'call-1'],
  });
  expect(await sweepOnce(lab, () => 'alive')).toMatchObject({ expired: 3, asked: ['call-2', 'call-3', 'call-4'] });
});

test.each([
  [200, 5, 900],
  [10_000, 5, 2_000],
  [10_000, 2.5, 4_000],
])('a lease over which %d silent calls can be asked at %d a second lasts %d s', (pairs, pings, lease) => {
  expect(leaseSeconds(pairs, pings)).toBe(lease);
});
