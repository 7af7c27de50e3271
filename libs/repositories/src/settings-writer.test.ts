import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../test/dynamodb.ts';
import { createSettingsWriter } from './settings-writer.ts';
import { createSettings } from './settings.ts';

let dynamoDb: TestDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createSimpleTable('settings', 'id');
});
afterAll(() => dynamoDb.stop());

const signIn = { issuer: 'https://pool', clientId: 'client' };
const telephony = { sipMediaApplicationId: 'sma', callerId: '+12065550100' };
const numberFlows = { '+12065550100': 'ivr' };
const site = 'https://meet.example.com';

test('functions find what infra wrote, as it is now, and nothing when it is gone', async () => {
  const options = { table: 'settings', client: dynamoDb.client };
  const writer = createSettingsWriter(options);
  const settings = createSettings(options);
  const all = async () => [
    ...[await settings.signIn(), await settings.telephony(), await settings.numberFlows(), await settings.site()],
  ];

  await writer.write({ signIn, telephony, numberFlows, site });
  expect(await all()).toEqual([signIn, telephony, numberFlows, site]);

  await writer.write({ signIn, numberFlows: {} });
  expect(await all()).toEqual([signIn, undefined, {}, undefined]);

  await writer.clear();
  await writer.clear();
  expect(await all()).toEqual([undefined, undefined, {}, undefined]);
});
