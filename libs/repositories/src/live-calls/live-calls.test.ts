import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callsTable, startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { isMuted } from './live-call.ts';
import { createLiveCalls, type LiveCalls } from './live-calls.ts';
import { createMemoryLiveCalls } from './memory-live-calls.ts';

let dynamoDb: TestDynamoDb;
let inTable: LiveCalls;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createTable(callsTable('calls'));
  inTable = createLiveCalls({ table: 'calls', now: () => time, client: dynamoDb.client, deadlineMs: 30_000 });
});
afterAll(() => dynamoDb.stop());

const NOW = 1_786_000_000_000;
let time = NOW;
let count = 0;

async function entered(calls: LiveCalls, conferenceId = `conference-${count}`) {
  count++;
  const call = {
    ...{ transactionId: `call-${count}`, conferenceId, pin: '12345', from: '+12065550123' },
    ...({ state: 'waiting', sipMediaApplicationId: 'sma', createdAt: NOW + count } as const),
  };
  await calls.enter(call);
  return call;
}

describe.each<[string, () => LiveCalls]>([
  ['in DynamoDB', () => inTable],
  ['in memory', () => createMemoryLiveCalls(() => time)],
])('%s', (_, open) => {
  test('a caller comes in once', async () => {
    const calls = open();
    const call = await entered(calls);
    const known = { ...call, since: call.createdAt };
    expect(await calls.get(call.transactionId)).toEqual(known);
    await calls.change(call.transactionId, { state: 'joined' }, NOW + 500);
    expect(await calls.enter(call)).toEqual({ ...known, state: 'joined', since: NOW + 500 });
    expect(await calls.get('nobody')).toBeUndefined();
  });

  test('what is asked for is kept, and what is not stays', async () => {
    const calls = open();
    const { transactionId } = await entered(calls);
    const attendee = { meetingId: 'm-1', attendeeId: 'a-1' };
    expect(await calls.change(transactionId, { state: 'joined', attendee }, NOW + 1)).toMatchObject({ attendee });
    expect(await calls.change(transactionId, { own: { muted: true, at: 7 } }, NOW + 2)).toMatchObject({
      state: 'joined',
      since: NOW + 1,
      attendee,
      own: { muted: true, at: 7 },
    });
    const held = await calls.change(transactionId, { state: 'held', attendee: null }, NOW + 3);
    expect(held).toMatchObject({ state: 'held', since: NOW + 3, own: { muted: true } });
    expect(held?.attendee).toBeUndefined();
    expect(await calls.change('nobody', { state: 'held' }, NOW)).toBeUndefined();
  });

  test('once it has ended it is out of the conference, and stays so', async () => {
    const calls = open();
    const one = await entered(calls, 'c');
    const other = await entered(calls, 'c');
    const ids = async (limit = 9) => (await calls.ofConference('c', limit)).map(({ transactionId }) => transactionId);
    expect(await ids()).toEqual([one.transactionId, other.transactionId]);
    expect(await ids(1)).toEqual([one.transactionId]);
    await calls.change(one.transactionId, { attendee: { meetingId: 'm', attendeeId: 'a' } }, NOW);
    expect(await calls.end(one.transactionId, NOW + 9)).toMatchObject({
      state: 'ended',
      since: NOW + 9,
      conferenceId: 'c',
    });
    expect(await calls.end(one.transactionId, NOW + 10)).toBeUndefined();
    expect(await calls.change(one.transactionId, { state: 'joined' }, NOW + 10)).toBeUndefined();
    expect(await calls.enter(one)).toBeUndefined();
    expect(await calls.get(one.transactionId)).toMatchObject({ state: 'ended' });
    expect(await ids()).toEqual([other.transactionId]);
    expect(await calls.ofConference('nowhere', 9)).toEqual([]);
  });

  test('whose end nobody was told of is there for a day', async () => {
    const calls = open();
    const { createdAt } = await entered(calls, 'lost');
    const isThere = async (at: number) => {
      time = at;
      return (await calls.ofConference('lost', 9)).length === 1;
    };
    expect([await isThere(createdAt + 86_390_000), await isThere(createdAt + 86_400_000)]).toEqual([true, false]);
    time = NOW;
  });
});

test('a call that is in no conference is none of these', async () => {
  await dynamoDb.put('calls', { transactionId: { S: 'ivr-1' }, state: { S: 'talking' } });
  expect(await inTable.get('ivr-1')).toBeUndefined();
  expect(await inTable.change('ivr-1', { state: 'held' }, NOW)).toBeUndefined();
});

test.each([
  [undefined, undefined, false],
  [{ muted: true, at: 5 }, undefined, true],
  [undefined, { muted: true, by: 'other', at: 5 }, true],
  [undefined, { muted: true, by: 'me', at: 5 }, false],
  [{ muted: true, at: 1 }, { muted: false, by: 'me', at: 5 }, true],
  [{ muted: false, at: 6 }, { muted: true, by: 'other', at: 5 }, false],
  [{ muted: false, at: 4 }, { muted: true, by: 'other', at: 5 }, true],
  [{ muted: true, at: 6 }, { muted: false, by: 'other', at: 5 }, true],
])('asked for me %j, for everybody else %j: muted is %s', (own, everyone, muted) => {
  expect(isMuted({ transactionId: 'me', ...(own && { own }) }, everyone ? { everyone } : {})).toBe(muted);
});
