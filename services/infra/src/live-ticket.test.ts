import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startDynamoDb, type LocalDynamoDb } from '@patchbay/local';
import type { Context } from 'aws-lambda';

const recorded = readFileSync(join(import.meta.dirname, '../events/liveTicket/not-signed-in.json'), 'utf8');
const event = { ...(JSON.parse(recorded) as object), headers: { authorization: 'Bearer a.b.c' } };
const before = { ...process.env };

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  dynamoDb = await startDynamoDb({ account: { accountId: '111122223333', region: 'us-east-1' } });
  await dynamoDb.createTable({
    TableName: 'settings',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    LOG_LEVEL: 'ERROR',
    SETTINGS_TABLE: 'settings',
    CONNECTIONS_TABLE: 'connections',
    ALLOWED_DOMAIN: '',
  });
});
afterAll(async () => {
  jest.restoreAllMocks();
  process.env = before;
  await dynamoDb.stop();
});

test('as long as nobody knows who signs people in, it says so', async () => {
  const { handler } = await import('./live-ticket.ts');
  const { statusCode, body = '' } = await handler(event, { awsRequestId: 'r' } as Context);
  expect(statusCode).toBe(503);
  expect(JSON.parse(body)).toMatchObject({ code: 'not-set-up' });
});
