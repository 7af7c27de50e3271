import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { callsTable, startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { CALL_STATES } from '../call.ts';
import { createMemoryUserCalls } from './memory-user-calls.ts';
import { createUserCalls, type UserCalls } from './user-calls.ts';

let dynamoDb: TestDynamoDb;
let inTable: UserCalls;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createTable(callsTable('calls'));
  inTable = createUserCalls({ table: 'calls', client: dynamoDb.client, deadlineMs: 30_000 });
});
afterAll(() => dynamoDb.stop());

const NOW = 1_786_000_000_000;
let count = 0;

/** A new call of somebody. */
async function begun(calls: UserCalls, owner = `owner-${count}`) {
  count++;
  const call = {
    transactionId: `call-${count}`,
    owner,
    meetingId: `meeting-${count}`,
    to: '+12065550123',
    createdAt: NOW + count,
  };
  await calls.begin(call);
  return call;
}

const kinds: [string, () => UserCalls][] = [
  ['in DynamoDB', () => inTable],
  ['in memory', createMemoryUserCalls],
];

describe.each(kinds)('%s', (_, open) => {
  test('a call begins connecting, whoever writes it first, and never anew', async () => {
    const calls = open();
    const call = await begun(calls);
    expect(await calls.get(call.transactionId)).toEqual({ ...call, state: 'connecting', hangupRequested: false });
    await calls.advance(call.transactionId, 'talking');
    expect(await calls.begin({ ...call, to: '+12065550199', createdAt: NOW + 99_000 })).toMatchObject({
      to: call.to,
      state: 'talking',
      createdAt: call.createdAt,
    });
    expect(await calls.begin({ ...call, owner: 'somebody else' })).toBeUndefined();
    expect(await calls.get('nobody')).toBeUndefined();
  });

  test('it goes forward only', async () => {
    const calls = open();
    const { transactionId } = await begun(calls);
    expect(await calls.advance(transactionId, 'calling')).toMatchObject({ state: 'calling' });
    expect(await calls.advance(transactionId, 'calling')).toBeUndefined();
    expect(await calls.advance(transactionId, 'connecting')).toBeUndefined();
    expect(await calls.advance(transactionId, 'failed', 'It was busy.')).toMatchObject({ reason: 'It was busy.' });
    expect(await calls.advance(transactionId, 'ended')).toBeUndefined();
    expect(await calls.advance('nobody', 'ended')).toBeUndefined();
    expect(await calls.get(transactionId)).toMatchObject({ state: 'failed', reason: 'It was busy.' });
  });

  test('it is found by owner, the latest first, and by meeting', async () => {
    const calls = open();
    const mine = [await begun(calls, 'me'), await begun(calls, 'me'), await begun(calls, 'me')];
    await begun(calls, 'you');
    const ids = async (page: { limit: number; before?: number }) =>
      (await calls.list('me', page)).map(({ transactionId }) => transactionId);
    const [first, second, third] = mine.map(({ transactionId }) => transactionId);
    expect(await ids({ limit: 10 })).toEqual([third, second, first]);
    expect(await ids({ limit: 2 })).toEqual([third, second]);
    expect(await ids({ limit: 2, before: mine[1]!.createdAt })).toEqual([first]);
    expect(await calls.ofMeeting(mine[1]!.meetingId)).toMatchObject({ transactionId: second });
    expect(await calls.ofMeeting('nowhere')).toBeUndefined();
  });

  test('only its owner can ask for its end, and gets it as it is', async () => {
    const calls = open();
    const { transactionId, owner } = await begun(calls);
    expect(await calls.requestHangup(transactionId, 'somebody else')).toBeUndefined();
    expect(await calls.get(transactionId)).toMatchObject({ hangupRequested: false });
    expect(await calls.requestHangup(transactionId, owner)).toMatchObject({ hangupRequested: true });
    await calls.advance(transactionId, 'ended');
    expect(await calls.requestHangup(transactionId, owner)).toMatchObject({ state: 'ended' });
    expect(await calls.requestHangup('nobody', owner)).toBeUndefined();
  });

  test('digits come out in order, whatever the order in which they came, and once', async () => {
    const calls = open();
    const { transactionId, owner } = await begun(calls);
    const add = (seq: number, digits: string, who = owner) => calls.addDigits(transactionId, who, { seq, digits });
    expect(await add(1, '1')).toBe('not-talking');
    await calls.advance(transactionId, 'talking');
    expect(await add(1, '1', 'somebody else')).toBe('unknown');
    expect(await add(2, '22')).toBe('added');
    expect(await calls.digitsFrom(transactionId, 1)).toEqual({ digits: '', next: 1 });
    expect(await add(1, '1')).toBe('added');
    expect(await add(1, '9')).toBe('repeated');
    expect(await add(4, '4')).toBe('added');
    expect(await calls.digitsFrom(transactionId, 1)).toEqual({ digits: '122', next: 3 });
    expect(await calls.digitsFrom(transactionId, 3)).toEqual({ digits: '', next: 3 });
    await calls.advance(transactionId, 'ended');
    expect(await add(3, '3')).toBe('not-talking');
    expect(await calls.addDigits('nobody', owner, { seq: 1, digits: '1' })).toBe('unknown');
  });

  test('not more digits at once than can be sent', async () => {
    const calls = open();
    const { transactionId, owner } = await begun(calls);
    await calls.advance(transactionId, 'talking');
    for (const seq of [1, 2, 3]) await calls.addDigits(transactionId, owner, { seq, digits: '5'.repeat(24) });
    expect(await calls.digitsFrom(transactionId, 1)).toEqual({ digits: '5'.repeat(48), next: 3 });
  });

  test('of what is known about the browser the newest counts', async () => {
    const calls = open();
    const { transactionId } = await begun(calls);
    expect(await calls.isBrowserThere(transactionId)).toBeUndefined();
    expect(await calls.noteBrowser(transactionId, true, NOW + 5)).toBe(true);
    expect(await calls.noteBrowser(transactionId, false, NOW + 5)).toBe(false);
    expect(await calls.noteBrowser(transactionId, false, NOW + 4)).toBe(false);
    expect(await calls.isBrowserThere(transactionId)).toBe(true);
    expect(await calls.noteBrowser(transactionId, false, NOW + 6)).toBe(true);
    expect(await calls.noteBrowser(transactionId, false, NOW + 6)).toBe(true);
    expect(await calls.isBrowserThere(transactionId)).toBe(false);
    expect(await calls.noteBrowser(transactionId, true, NOW + 6)).toBe(true);
    expect(await calls.isBrowserThere(transactionId)).toBe(true);
    expect(await calls.noteBrowser('nobody', true, NOW)).toBe(false);
  });
});

test('memory and DynamoDB give the same answers', async () => {
  const who = fc.constantFrom('me', 'you');
  const operation = fc.oneof(
    fc.record({ type: fc.constant('advance' as const), state: fc.constantFrom(...CALL_STATES) }),
    fc.record({ type: fc.constant('hangup' as const), who }),
    fc.record({ type: fc.constant('add' as const), who, seq: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ type: fc.constant('read' as const), first: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ type: fc.constant('browser' as const), there: fc.boolean(), at: fc.integer({ min: 1, max: 4 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 12 }), async (operations) => {
      const inMemory = createMemoryUserCalls();
      const call = await begun(inMemory, 'me');
      await inTable.begin(call);
      const { transactionId } = call;
      for (const each of operations) {
        const [one, other] = [inMemory, inTable].map((calls): Promise<unknown> => {
          switch (each.type) {
            case 'advance':
              return calls.advance(transactionId, each.state);
            case 'hangup':
              return calls.requestHangup(transactionId, each.who);
            case 'add':
              return calls.addDigits(transactionId, each.who, { seq: each.seq, digits: '123'.repeat(each.seq) });
            case 'read':
              return calls.digitsFrom(transactionId, each.first);
            case 'browser':
              return calls.noteBrowser(transactionId, each.there, each.at);
          }
        });
        expect(await other).toEqual(await one);
      }
      expect(await inTable.get(transactionId)).toEqual(await inMemory.get(transactionId));
    }),
    { numRuns: 60 },
  );
});
