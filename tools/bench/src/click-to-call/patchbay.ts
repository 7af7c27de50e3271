import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { readStage } from '@patchbay/config';
import { startDynamoDb } from '@patchbay/local';
import { createConnections } from '@patchbay/repositories';
import type { Contestant } from './contestant.ts';
import { tablesFor } from './tables.ts';
import { createUserPool } from './user-pool.ts';

const file = (path: string): string => fileURLToPath(new URL(`../../../../services/${path}`, import.meta.url));
const ACCOUNT = { accountId: '111122223333', region: 'us-east-1' };
const CLIENT_ID = '4mnb2c3d4e5f6g7h8i9j0k1l2m';
const HOUR_S = 3_600;
/** Nobody is to be refused. */
const QUOTAS = {
  perUser: { calls: 1_000, windowSeconds: HOUR_S },
  total: { calls: 1_000_000, windowSeconds: HOUR_S },
};

/** The functions from the files that are deployed, with the environment of a stage, and AWS as they find it. */
export const patchbay: Contestant = {
  name: 'patchbay',
  files: {
    dial: file('call-control-api/src/create-call-handler.ts'),
    flow: file('sma-handler/src/handler.ts'),
  },
  async prepare({ wire, latency, sipMediaApplicationId, callerId }) {
    const { names, environment } = readStage('dev');
    const dynamoDb = await startDynamoDb({ account: ACCOUNT });
    for (const table of tablesFor(names.tables)) await dynamoDb.createTable(table);
    const pool = createUserPool();
    const [tables, issuer, sockets] = await Promise.all([
      wire.open(dynamoDb.endpoint, () => latency().dynamoDbMs),
      wire.open(pool.answering, () => latency().othersMs),
      wire.open(
        async () => ({ status: 200, headers: {}, body: '' }),
        () => latency().othersMs,
      ),
    ]);
    const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
    const client = { endpoint: dynamoDb.endpoint, region: ACCOUNT.region, credentials };
    const signIn = { issuer, clientId: CLIENT_ID };
    const sender = new DynamoDBClient(client);
    for (const [id, values] of Object.entries({ 'sign-in': signIn, telephony: { sipMediaApplicationId, callerId } })) {
      const Item = Object.fromEntries(Object.entries({ id, ...values }).map(([name, S]) => [name, { S }]));
      await sender.send(new PutItemCommand({ TableName: names.tables.settings, Item }));
    }
    sender.destroy();
    const connections = createConnections({
      table: names.tables.connections,
      now: () => Date.now(),
      random: randomBytes,
      client,
    });
    const tokens = new Map<string, string>();
    return {
      variables: {
        ...environment,
        LOG_LEVEL: 'ERROR',
        DIAL_QUOTAS: JSON.stringify(QUOTAS),
        AWS_ENDPOINT_URL_DYNAMODB: tables,
        AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: sockets,
      },
      headersOf(user) {
        const authorization = tokens.get(user) ?? pool.signedIn(user, signIn);
        tokens.set(user, authorization);
        return { authorization };
      },
      listen: (owner) => connections.add({ connectionId: `of-${owner}`, owner, endpoint: sockets }),
      close: () => dynamoDb.stop(),
    };
  },
};
