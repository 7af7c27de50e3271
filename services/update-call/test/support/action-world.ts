import { DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { createVoice } from '@patchbay/chime';
import { actionRequest } from '@patchbay/contracts';
import {
  createLogger,
  createTokenVerifier,
  httpHandler,
  keptSetting,
  OPERATORS,
  type HttpHandler,
} from '@patchbay/lambda';
import { createAudit, createLiveCalls, createSettings } from '@patchbay/repositories';
import { act } from '../../src/act.ts';
import { startTokenMaker } from './token-maker.ts';
import { CREDENTIALS, startVectorTables } from './vector-tables.ts';
import { contract, type Vector } from './vectors.ts';
import { startVoiceService } from './voice-service.ts';

/** The function with all that it talks to, at the time of the contract. */
export async function startActionWorld() {
  const [tables, tokens, service] = await Promise.all([startVectorTables(), startTokenMaker(), startVoiceService()]);
  const put = (TableName: string, issuer: string) =>
    tables.client.send(
      new PutItemCommand({
        TableName,
        Item: { id: { S: 'sign-in' }, issuer: { S: issuer }, clientId: { S: contract.clientId } },
      }),
    );
  await put('settings', tokens.issuer);
  await put('elsewhere', `${tokens.issuer}/elsewhere`);
  const aws = { region: 'us-east-1', credentials: CREDENTIALS };
  // A busy machine is slow, and nothing here is about time.
  const inDynamoDb = { client: { ...aws, endpoint: tables.endpoint }, deadlineMs: 30_000 };
  const voice = createVoice({ client: { ...aws, endpoint: service.endpoint }, deadlineMs: 30_000 });
  const now = () => contract.now;

  return {
    tokens,
    service,
    /** As the handler of the function makes it, but for clock and ids. */
    handlerOf({ settings = 'settings', calls = 'calls', audit = 'audit' }: Vector['tables']): HttpHandler {
      const deps = {
        liveCalls: createLiveCalls({ table: calls, now, ...inDynamoDb }),
        audit: createAudit({ table: audit, keepDays: contract.auditDays, ...inDynamoDb }),
        voice,
        now,
        uuid: () => contract.actionId,
      };
      const stored = createSettings({ table: settings, ...inDynamoDb });
      return httpHandler((request) => act(request, deps), {
        logger: createLogger({ serviceName: 'update-call', logLevel: 'INFO' }),
        verify: createTokenVerifier({
          settings: keptSetting(() => stored.signIn(), 'sign-in'),
          allowedDomain: contract.allowedDomain,
          now,
        }),
        group: OPERATORS,
        body: actionRequest,
      });
    },
    /** The records of a call, which are gone then. */
    async takeRecords(transactionId: string) {
      const key = { ':id': { S: transactionId } };
      const { Items: items = [] } = await tables.client.send(
        new QueryCommand({
          TableName: 'audit',
          KeyConditionExpression: 'transactionId = :id',
          ExpressionAttributeValues: key,
        }),
      );
      for (const { transactionId: hash, id } of items) {
        if (hash && id)
          await tables.client.send(new DeleteItemCommand({ TableName: 'audit', Key: { transactionId: hash, id } }));
      }
      return items;
    },
    async stop() {
      await Promise.all([tables.stop(), tokens.stop(), service.stop()]);
    },
  };
}
