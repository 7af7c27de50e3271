import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../test/dynamodb.ts';
import { createSettings } from './settings.ts';

let dynamoDb: TestDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createSimpleTable('settings', 'id');
});
afterAll(() => dynamoDb.stop());

test('numbers have no flows before infra has written any, and then they have', async () => {
  const settings = createSettings({ table: 'settings', client: dynamoDb.client });
  expect(await settings.numberFlows()).toEqual({});

  await dynamoDb.put('settings', {
    id: { S: 'number-flows' },
    numbers: { M: { '+12065550100': { S: 'ivr' }, '+12065550101': { N: '7' } } },
  });

  expect(await settings.numberFlows()).toEqual({ '+12065550100': 'ivr' });
});

test('there are no pairs before infra has written their numbers, and then there are', async () => {
  const settings = createSettings({ table: 'settings', client: dynamoDb.client });
  expect(await settings.pairNumbers()).toEqual({ sma: [], connect: [] });

  await dynamoDb.put('settings', {
    id: { S: 'number-pairs' },
    sma: { L: [{ S: '+12065550110' }, { S: '+12065550111' }] },
    connect: { L: [{ S: '+12065550120' }, { N: '7' }] },
  });

  expect(await settings.pairNumbers()).toEqual({ sma: ['+12065550110', '+12065550111'], connect: ['+12065550120'] });
});

test('sign-in and telephony are unknown before infra has written them, and then they are known', async () => {
  const settings = createSettings({ table: 'settings', client: dynamoDb.client });
  expect([await settings.signIn(), await settings.telephony()]).toEqual([undefined, undefined]);

  await dynamoDb.put('settings', { id: { S: 'sign-in' }, issuer: { S: 'https://pool' }, clientId: { S: 'client' } });
  await dynamoDb.put('settings', {
    id: { S: 'telephony' },
    sipMediaApplicationId: { S: 'sma' },
    callerId: { S: '+12065550100' },
  });

  expect(await settings.signIn()).toEqual({ issuer: 'https://pool', clientId: 'client' });
  expect(await settings.telephony()).toEqual({ sipMediaApplicationId: 'sma', callerId: '+12065550100' });
});

test('a table that is not there is an error', async () => {
  const settings = createSettings({ table: 'elsewhere', client: dynamoDb.client });
  await expect(settings.numberFlows()).rejects.toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }));
});
