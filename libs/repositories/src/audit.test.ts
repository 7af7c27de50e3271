import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../test/dynamodb.ts';
import { createAudit, type Audit } from './audit.ts';
import { createMemoryAudit } from './memory-audit.ts';

let dynamoDb: TestDynamoDb;
let inTable: Audit;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createTable({
    TableName: 'audit',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['transactionId', 'id'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'transactionId', KeyType: 'HASH' },
      { AttributeName: 'id', KeyType: 'RANGE' },
    ],
  });
  inTable = createAudit({ table: 'audit', client: dynamoDb.client, deadlineMs: 30_000 });
});
afterAll(() => dynamoDb.stop());

const AT = 1_786_000_000_000;
const record = { transactionId: 'call-1', actionId: 'a-1', by: 'me', action: 'mute', at: AT };

describe.each<[string, () => Audit]>([
  ['in DynamoDB', () => inTable],
  ['in memory', createMemoryAudit],
])('%s', (_, open) => {
  test('who asked for what, and what came of it, is kept, and neither changes', async () => {
    const audit = open();
    await audit.begin(record);
    await audit.begin({ ...record, by: 'somebody else', action: 'hold' });
    expect(await audit.of('call-1', 9)).toEqual([record]);
    const finished = { ...record, outcome: 'failed', reason: 'The caller was gone.' };
    expect(await audit.finish('call-1', 'a-1', 'failed', 'The caller was gone.')).toEqual(finished);
    expect(await audit.finish('call-1', 'a-1', 'applied')).toBeUndefined();
    expect(await audit.of('call-1', 9)).toEqual([finished]);
  });

  test('nothing comes of what nobody asked for', async () => {
    const audit = open();
    expect(await audit.finish('call-1', 'nobody', 'applied')).toBeUndefined();
    expect(await audit.of('nobody', 9)).toEqual([]);
  });
});

test('records are kept for a year', async () => {
  await inTable.begin({ ...record, transactionId: 'call-2' });
  const item = await dynamoDb.get('audit', { transactionId: { S: 'call-2' }, id: { S: 'a-1' } });
  expect(item?.['expiresAt']).toEqual({ N: String(AT / 1_000 + 365 * 86_400) });
});
