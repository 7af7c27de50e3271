import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { Account } from '../aws/account.ts';
import { LOCAL_CREDENTIALS } from '../aws/credentials.ts';
import { HOST, type Listening } from '../http/listen.ts';

export interface DynamoDbOptions {
  account: Account;
  port?: number;
}

/** Amazon DynamoDB in memory (dynalite): no transactions, streams or expiry. */
export interface LocalDynamoDb extends Listening {
  createTable(table: CreateTableCommandInput): Promise<void>;
}

export async function startDynamoDb({ account, port = 0 }: DynamoDbOptions): Promise<LocalDynamoDb> {
  const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  server.listen(port, HOST);
  await once(server, 'listening');
  const endpoint = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ endpoint, region: account.region, credentials: LOCAL_CREDENTIALS });

  return {
    endpoint,
    async createTable(table) {
      await client.send(new CreateTableCommand(table));
      await waitUntilTableExists(
        { client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.05 },
        { TableName: table.TableName },
      );
    },
    async stop() {
      client.destroy();
      const closed = new Promise<void>((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      );
      server.closeAllConnections();
      await closed;
    },
  };
}
