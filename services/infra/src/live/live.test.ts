import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createLogger } from '@patchbay/lambda';
import { startDynamoDb, type LocalDynamoDb } from '@patchbay/local';
import { type Connections, createConnections } from '@patchbay/repositories';
import { connect } from './connect.ts';
import { disconnect } from './disconnect.ts';
import { socketHandler } from './socket-handler.ts';

const START = 1_786_000_000_000;
const CONNECTION = 'L0SM9cOFvHcCIhw=';
const recorded = readFileSync(join(import.meta.dirname, '../../events/liveConnect/no-ticket.json'), 'utf8');
const event = (ticket?: string) => ({
  ...(JSON.parse(recorded) as object),
  ...(ticket !== undefined && { queryStringParameters: { ticket } }),
});

let dynamoDb: LocalDynamoDb;
let connections: Connections;
let now: number;
let count = 0;
const lines: string[] = [];

beforeAll(async () => {
  dynamoDb = await startDynamoDb({ account: { accountId: '111122223333', region: 'us-east-1' } });
  await dynamoDb.createTable({
    TableName: 'connections',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'expiresAt', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'owner',
        KeySchema: [
          { AttributeName: 'owner', KeyType: 'HASH' },
          { AttributeName: 'expiresAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  connections = createConnections({
    table: 'connections',
    now: () => now,
    random: (bytes) => new Uint8Array(bytes).fill(++count),
    client: {
      endpoint: dynamoDb.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  });
});
afterAll(() => dynamoDb.stop());
beforeEach(() => {
  now = START;
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterEach(() => {
  lines.length = 0;
  jest.restoreAllMocks();
});

const logger = createLogger({ serviceName: 'infra', logLevel: 'DEBUG' });
const context = { awsRequestId: 'r-1' };
const connecting = (given: unknown, deps = connections) =>
  socketHandler((each) => connect(each, { connections: deps }), logger)(given, context);
const disconnecting = (given: unknown) =>
  socketHandler((each) => disconnect(each, { connections }), logger)(given, context);
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('$connect', () => {
  test('with a ticket opens a live socket of whoever asked for the ticket', async () => {
    const { ticket } = await connections.createTicket('sub-1');
    expect(await connecting(event(ticket))).toEqual({ statusCode: 200 });
    expect(await connections.ofOwner('sub-1', 10)).toEqual([
      {
        connectionId: CONNECTION,
        owner: 'sub-1',
        endpoint: 'https://abcdefghij.execute-api.us-east-1.amazonaws.com/dev',
      },
    ]);
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'answered',
        requestId: 'r-1',
        connectionId: CONNECTION,
        outcome: 'connected',
        status: 200,
      }),
    ]);
    expect(lines.join('')).not.toContain(ticket);
  });

  test('of an operator gets what is for all operators, too', async () => {
    const { ticket } = await connections.createTicket('sub-4', 'operators');
    await connecting(event(ticket));
    const found = [...(await connections.ofOwner('sub-4', 10)), ...(await connections.ofOwner('operators', 10))];
    expect(found.map(({ connectionId }) => connectionId)).toEqual([CONNECTION, CONNECTION]);
    await disconnecting(event());
    expect(await connections.ofOwner('sub-4', 10)).toEqual([]);
    expect(await connections.ofOwner('operators', 10)).toEqual([]);
  });

  test.each<[string, (ticket: string) => Promise<string | undefined>]>([
    ['none', async () => undefined],
    ['an invented one', async (ticket) => ticket.replace(/^../, '__')],
    ['one that has expired', async (ticket) => ((now += 30_000), ticket)],
    ['one that was used', async (ticket) => (await connections.takeTicket(ticket), ticket)],
  ])('with a ticket that is no good is refused without a reason: %s', async (_what, change) => {
    const { ticket } = await connections.createTicket('sub-2');
    expect(await connecting(event(await change(ticket)))).toEqual({ statusCode: 401 });
    expect(await connections.ofOwner('sub-2', 10)).toEqual([]);
    expect(logged()).toMatchObject([{ level: 'INFO', outcome: 'refused', status: 401 }]);
    expect(lines.join('')).not.toContain(ticket);
  });

  test('fails without a word', async () => {
    const takeTicket = () => Promise.reject(new Error('no table'));
    expect(await connecting(event('x'), { ...connections, takeTicket })).toEqual({ statusCode: 500 });
    expect(logged()).toMatchObject([{ level: 'ERROR', reason: 'Error', detail: 'no table' }]);
  });
});

describe('$disconnect', () => {
  test('forgets the live socket', async () => {
    const { ticket } = await connections.createTicket('sub-3');
    await connecting(event(ticket));
    expect(await disconnecting(event())).toEqual({ statusCode: 200 });
    expect(await connections.ofOwner('sub-3', 10)).toEqual([]);
    expect(logged().at(-1)).toMatchObject({ outcome: 'disconnected', connectionId: CONNECTION });
  });

  test('of one that is not known is fine', async () => {
    expect(await disconnecting(event())).toEqual({ statusCode: 200 });
  });
});

test.each([undefined, {}, { queryStringParameters: { ticket: 'secret' } }])('%j is no event', async (given) => {
  expect(await connecting(given)).toEqual({ statusCode: 500 });
  expect(logged()).toMatchObject([{ level: 'ERROR', reason: '$ZodError' }]);
  expect(lines.join('')).not.toContain('secret');
});
