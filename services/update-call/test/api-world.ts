import { randomUUID } from 'node:crypto';
import { DynamoDBClient, QueryCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { jest } from '@jest/globals';
import { createVoice } from '@patchbay/chime';
import {
  actionRequest,
  createConferenceRequest,
  type Conference,
  type LiveCall,
  type Problem,
} from '@patchbay/contracts';
import { type RunningEmulator, startEmulator, type StartOptions, VirtualClock } from '@patchbay/emulator';
import { createLogger, httpHandler, OPERATORS, type HttpHandler } from '@patchbay/lambda';
import { type LocalDynamoDb, startDynamoDb } from '@patchbay/local';
import { createAudit, createConferences, createLiveCalls, createUserCalls } from '@patchbay/repositories';
import type { Context } from 'aws-lambda';
import { act, type ActDeps } from '../src/act.ts';
import { createConference, type CreateConferenceDeps } from '../src/create-conference.ts';
import { listConferences } from '../src/list-conferences.ts';
import { listLiveCalls } from '../src/list-live-calls.ts';

export const NOW = 1_786_000_000_000;
/** Callers dial it. */
export const NUMBER = '+12065550120';
export const APPLICATION = 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42';
export const OPERATOR = 'operator-1';
const ACCOUNT = { accountId: '111122223333', region: 'us-east-1' };

const key = (AttributeName: string, AttributeType: 'S' | 'N' = 'S') => ({ AttributeName, AttributeType });
const keys = (hash: string, range?: string): NonNullable<CreateTableCommandInput['KeySchema']> => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' } as const]),
];
const index = (IndexName: string, ...names: [hash: string, range: string]) => ({
  IndexName,
  KeySchema: keys(...names),
  Projection: { ProjectionType: 'ALL' } as const,
});
const tables: CreateTableCommandInput[] = [
  {
    TableName: 'conferences',
    AttributeDefinitions: [key('pin'), key('open'), key('openedAt', 'N')],
    KeySchema: keys('pin'),
    GlobalSecondaryIndexes: [index('open', 'open', 'openedAt')],
  },
  {
    TableName: 'calls',
    AttributeDefinitions: [key('transactionId'), key('conferenceId'), key('createdAt', 'N')],
    KeySchema: keys('transactionId'),
    GlobalSecondaryIndexes: [index('conference', 'conferenceId', 'createdAt')],
  },
  {
    TableName: 'audit',
    AttributeDefinitions: [key('transactionId'), key('id')],
    KeySchema: keys('transactionId', 'id'),
  },
];

export interface Given {
  emulator?: Partial<StartOptions>;
  conference?: (deps: CreateConferenceDeps) => Partial<CreateConferenceDeps>;
  act?: (deps: ActDeps) => Partial<ActDeps>;
}

/** Of which every part but the sign-in is real: the token says who somebody is, and operators have it in their name. */
export async function startApi({ emulator: options = {}, conference: otherwise, act: acting }: Given = {}) {
  const emulator: RunningEmulator = await startEmulator({
    ...ACCOUNT,
    clock: new VirtualClock(),
    // Whoever dials waits.
    handler: ({ InvocationEventType: type }) => ({
      SchemaVersion: '1.0',
      Actions:
        type === 'NEW_INBOUND_CALL' ? [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '3600000' } }] : [],
    }),
    throttles: {},
    provision: {
      applications: [
        { name: 'app', id: APPLICATION, functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:sma' },
      ],
      rules: [{ name: 'all', targets: ['app'], trigger: { number: NUMBER } }],
    },
    ...options,
  });
  const dynamoDb: LocalDynamoDb = await startDynamoDb({ account: ACCOUNT });
  for (const table of tables) await dynamoDb.createTable({ ...table, BillingMode: 'PAY_PER_REQUEST' });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { endpoint: dynamoDb.endpoint, region: 'us-east-1', credentials };
  // A busy machine is slow, and nothing here is about time.
  const inDynamoDb = { client, deadlineMs: 30_000 };
  let time = NOW;
  const now = () => time;
  const conferences = createConferences({ table: 'conferences', now, ...inDynamoDb });
  const liveCalls = createLiveCalls({ table: 'calls', now, ...inDynamoDb });
  const audit = createAudit({ table: 'audit', keepDays: 30, ...inDynamoDb });
  let draws = 0;
  const opening: CreateConferenceDeps = {
    ...{ conferences, waitingRoom: false, now, uuid: randomUUID },
    randomInt: (below) => draws++ % below,
  };
  const voice = createVoice({ client: { ...client, endpoint: emulator.url }, deadlineMs: 30_000 });
  const doing: ActDeps = { liveCalls, audit, voice, now, uuid: randomUUID };
  const around = {
    logger: createLogger({ serviceName: 'test', logLevel: 'DEBUG' }),
    verify: async (token = '') => {
      const id = token.replace('Bearer ', '');
      const groups = id.startsWith('operator') ? ['somebody', OPERATORS] : ['somebody'];
      return { ok: true, user: { id, email: `${id}@example.com`, groups } } as const;
    },
    group: OPERATORS,
  };
  const routes: Readonly<Record<Route, HttpHandler>> = {
    'POST /conferences': httpHandler((request) => createConference(request, { ...opening, ...otherwise?.(opening) }), {
      ...around,
      body: createConferenceRequest,
    }),
    'GET /conferences': httpHandler(() => listConferences({ conferences }), around),
    'GET /live-calls': httpHandler((request) => listLiveCalls(request, { liveCalls, conferences }), around),
    'POST /live-calls/{transactionId}/actions': httpHandler(
      (request) => act(request, { ...doing, ...acting?.(doing) }),
      { ...around, body: actionRequest },
    ),
  };
  const lines: string[] = [];
  const written = (line: unknown) => lines.push(String(line)) > 0;
  const streams = [process.stdout, process.stderr].map((each) => jest.spyOn(each, 'write').mockImplementation(written));

  async function ask(route: Route, { by = OPERATOR, id, body, query }: Asked = {}) {
    const event = {
      routeKey: route,
      headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
      ...(id !== undefined && { pathParameters: { transactionId: id } }),
      ...(query && { queryStringParameters: query }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const result = await routes[route](event, { awsRequestId: 'r' } as Context);
    return {
      status: result.statusCode ?? 0,
      headers: result.headers ?? {},
      text: result.body ?? '',
      body: JSON.parse(result.body ?? 'null') as Answered,
    };
  }

  const raw = new DynamoDBClient(client);
  return {
    ...{ ask, emulator, conferences, liveCalls, audit },
    /** Calls that are in no conference. */
    userCalls: createUserCalls({ table: 'calls', ...inDynamoDb }),
    act: (id: string, body: unknown, by = OPERATOR) =>
      ask('POST /live-calls/{transactionId}/actions', { id, body, by }),
    pass: (ms: number) => void (time += ms),
    /** All that was logged. */
    log: () => lines.join(''),
    /** What the audit table has of a call, with every attribute. */
    async records(transactionId: string) {
      const { Items: items = [] } = await raw.send(
        new QueryCommand({
          TableName: 'audit',
          KeyConditionExpression: 'transactionId = :id',
          ExpressionAttributeValues: { ':id': { S: transactionId } },
        }),
      );
      return items;
    },
    async stop() {
      for (const stream of streams) stream.mockRestore();
      raw.destroy();
      await emulator.dispose();
      await dynamoDb.stop();
    },
  };
}

export type Route =
  'POST /conferences' | 'GET /conferences' | 'GET /live-calls' | 'POST /live-calls/{transactionId}/actions';

export interface Asked {
  by?: string;
  id?: string;
  body?: unknown;
  query?: Record<string, string>;
}

/** Whatever an answer may have. */
export type Answered = Conference & Problem & { conferences: Conference[]; calls: LiveCall[]; actionId: string };

export type Api = Awaited<ReturnType<typeof startApi>>;
