import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../test/dynamodb.ts';
import { createCalls, type Calls } from './calls.ts';

let dynamoDb: TestDynamoDb;
let calls: Calls;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createSimpleTable('calls', 'transactionId');
  calls = createCalls({ table: 'calls', client: dynamoDb.client, now: () => 1_786_000_000_000 });
});
afterAll(() => dynamoDb.stop());

describe('effects', () => {
  test('an effect of a call is for whoever comes first, even at the same moment', async () => {
    const first = await Promise.all(Array.from({ length: 5 }, () => calls.once('call-1', 'call-back')));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await calls.once('call-1', 'call-back')).toBe(false);
  });

  test('another effect, and another call, are not affected', async () => {
    expect(await calls.once('call-2', 'call-back')).toBe(true);
    expect(await calls.once('call-2', 'e-mail')).toBe(true);
  });

  test.each(['', 'Call-Back', 'a b', '#x'])('an effect can not be called "%s"', async (effect) => {
    await expect(calls.once('call-3', effect)).rejects.toThrow(TypeError);
  });
});

describe('what is known about a call', () => {
  test('is nothing at first, then what was written, and the rest is kept', async () => {
    expect(await calls.get('call-4')).toBeUndefined();
    await calls.update('call-4', { flow: 'ivr', state: 'connecting', legs: { 'LEG-A': 'leg-1' } });
    await calls.update('call-4', { state: 'talking', owner: 'sub-1', meetingId: 'meeting-1' });
    expect(await calls.get('call-4')).toEqual({
      transactionId: 'call-4',
      flow: 'ivr',
      state: 'talking',
      legs: { 'LEG-A': 'leg-1' },
      owner: 'sub-1',
      meetingId: 'meeting-1',
    });
  });

  test.each(['ended', 'failed'] as const)('is final once the call has %s', async (state) => {
    expect(await calls.update(`call-${state}`, { state, reason: 'busy or no answer' })).toBe(true);
    expect(await calls.update(`call-${state}`, { state: 'talking' })).toBe(false);
    expect(await calls.get(`call-${state}`)).toMatchObject({ state, reason: 'busy or no answer' });
  });

  test('is forgotten a day after the first word about it', async () => {
    await calls.once('call-5', 'e-mail');
    const later = createCalls({ table: 'calls', client: dynamoDb.client, now: () => 1_786_000_900_000 });
    await later.update('call-5', { state: 'ended' });
    const item = await dynamoDb.get('calls', { transactionId: { S: 'call-5' } });
    expect(item?.['expiresAt']).toEqual({ N: String(1_786_000_000 + 86_400) });
  });
});

test('the first pair is recorded, and no other', async () => {
  const pairs = ['+12065550120', '+12065550121', '+12065550122'].map((connectNumber) => ({
    smaNumber: '+12065550110',
    connectNumber,
  }));
  const recorded = await Promise.all(pairs.map((pair) => calls.recordPair('call-6', pair)));
  expect(recorded.filter(Boolean)).toHaveLength(1);
  expect((await calls.get('call-6'))?.pair).toEqual(pairs[recorded.indexOf(true)]);
});
