import { randomUUID } from 'node:crypto';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { createMeetings, createVoice } from '@patchbay/chime';
import { createCallRequest, digitsRequest, type CreateCallResponse, type Problem } from '@patchbay/contracts';
import { type RunningEmulator, startEmulator, type StartOptions, VirtualClock } from '@patchbay/emulator';
import { createLogger, httpHandler, type HttpHandler } from '@patchbay/lambda';
import { type LocalDynamoDb, startDynamoDb } from '@patchbay/local';
import { createCounters, createRequests, createUserCalls } from '@patchbay/repositories';
import type { Context } from 'aws-lambda';
import { createCall, type CreateCallDeps } from '../src/create-call.ts';
import { dialling, type DialSettings } from '../src/dialling.ts';
import { getCall } from '../src/get-call.ts';
import { hangUp } from '../src/hang-up.ts';
import { listCalls } from '../src/list-calls.ts';
import { sendDigits } from '../src/send-digits.ts';

export const NOW = 1_786_000_000_000;
export const CALLER_ID = '+12065550100';
export const CONNECTOR = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
const ACCOUNT = { accountId: '111122223333', region: 'us-east-1' };
const APPLICATION = 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42';

const key = (AttributeName: string, AttributeType: 'S' | 'N' = 'S') => ({ AttributeName, AttributeType });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' }) as const;
const all = { ProjectionType: 'ALL' } as const;
const simple = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [key('id')],
  KeySchema: [hash('id')],
});
const tables: CreateTableCommandInput[] = [
  simple('requests'),
  simple('counters'),
  {
    TableName: 'calls',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [key('transactionId'), key('owner'), key('createdAt', 'N'), key('meetingId')],
    KeySchema: [hash('transactionId')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'owner',
        KeySchema: [hash('owner'), { AttributeName: 'createdAt', KeyType: 'RANGE' }],
        Projection: all,
      },
      { IndexName: 'meeting', KeySchema: [hash('meetingId')], Projection: all },
    ],
  },
];

export interface Given {
  emulator?: Partial<StartOptions>;
  settings?: Partial<DialSettings>;
  deps?: (deps: CreateCallDeps) => Partial<CreateCallDeps>;
}

/** Of which every part but the sign-in is real: the token says who somebody is. */
export async function startApi({ emulator: options = {}, settings = {}, deps: changed }: Given = {}) {
  const clock = new VirtualClock();
  const emulator: RunningEmulator = await startEmulator({
    ...ACCOUNT,
    clock,
    handler: () => ({ SchemaVersion: '1.0', Actions: [] }),
    throttles: {},
    provision: {
      applications: [
        { name: 'app', id: APPLICATION, functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:sma' },
      ],
      rules: [{ name: 'all', targets: ['app'], trigger: { number: CALLER_ID } }],
    },
    ...options,
  });
  const dynamoDb: LocalDynamoDb = await startDynamoDb({ account: ACCOUNT });
  for (const table of tables) await dynamoDb.createTable(table);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { endpoint: emulator.url, region: 'us-east-1', credentials };
  const inDynamoDb = {
    client: { endpoint: dynamoDb.endpoint, region: 'us-east-1', credentials },
    // A busy machine is slow, and nothing here is about time.
    deadlineMs: 30_000,
  };
  let time = NOW;
  const now = () => time;
  const limits = { calls: 100, windowSeconds: 3_600 };
  const userCalls = createUserCalls({ table: 'calls', ...inDynamoDb });
  const real: CreateCallDeps = {
    ...dialling(
      {
        DIAL_COUNTRIES: ['US'],
        DIAL_QUOTAS: { perUser: limits, total: limits },
        VOICE_CONNECTOR_DESTINATIONS: [{ arn: CONNECTOR, users: ['44*', '+12065550150'] }],
        ...settings,
      },
      createCounters({ table: 'counters', ...inDynamoDb }),
      now,
    ),
    requests: createRequests({ table: 'requests', now, uuid: randomUUID, ...inDynamoDb }),
    userCalls,
    meetings: createMeetings({ region: 'us-east-1', client, deadlineMs: 30_000 }),
    voice: createVoice({ client, deadlineMs: 30_000 }),
    telephony: async () => ({ sipMediaApplicationId: APPLICATION, callerId: CALLER_ID }),
    mediaRegion: 'us-east-1',
    now,
    uuid: randomUUID,
  };
  const deps = { ...real, userCalls, voice: createVoice({ client, deadlineMs: 30_000 }), ...changed?.(real) };
  const around = {
    logger: createLogger({ serviceName: 'test', logLevel: 'ERROR' }),
    verify: async (token = '') => {
      const id = token.replace('Bearer ', '');
      return { ok: true, user: { id, email: `${id}@example.com`, groups: [] } } as const;
    },
  };
  const whole = {
    ...deps,
    userCalls: { ...userCalls, ...deps.userCalls },
    voice: { ...createVoice({ client, deadlineMs: 30_000 }), ...deps.voice },
  };
  const routes: Readonly<Record<string, HttpHandler>> = {
    'POST /calls': httpHandler((request) => createCall(request, deps), { ...around, body: createCallRequest }),
    'GET /calls': httpHandler((request) => listCalls(request, whole), around),
    'GET /calls/{id}': httpHandler((request) => getCall(request, whole), around),
    'POST /calls/{id}/digits': httpHandler((request) => sendDigits(request, whole), { ...around, body: digitsRequest }),
    'POST /calls/{id}/hangup': httpHandler((request) => hangUp(request, whole), around),
  };

  async function ask(
    user: string,
    routeKey: keyof typeof routes,
    { id, body, key: idempotencyKey, query }: Asked = {},
  ) {
    const handler = routes[routeKey];
    if (!handler) throw new TypeError(`There is no ${routeKey}`);
    const event = {
      routeKey,
      headers: {
        authorization: `Bearer ${user}`,
        'content-type': 'application/json',
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(id !== undefined && { pathParameters: { id } }),
      ...(query && { queryStringParameters: query }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const result = await handler(event, { awsRequestId: 'r' } as Context);
    return {
      status: result.statusCode ?? 0,
      headers: result.headers ?? {},
      body: JSON.parse(result.body ?? 'null') as CreateCallResponse & Problem,
    };
  }

  return {
    ask,
    deps,
    emulator,
    userCalls,
    dial: (user: string, to: string, idempotencyKey?: string) =>
      ask(user, 'POST /calls', { body: { to }, ...(idempotencyKey !== undefined && { key: idempotencyKey }) }),
    pass: (seconds: number) => void (time += seconds * 1_000),
    meetings: () => Object.keys(emulator.meetings.export().meetings),
    calls: () => [...emulator.engine.transactions.keys()],
    async stop() {
      await emulator.dispose();
      await dynamoDb.stop();
    },
  };
}

export interface Asked {
  id?: string;
  body?: unknown;
  key?: string;
  query?: Record<string, string>;
}

export type Api = Awaited<ReturnType<typeof startApi>>;
