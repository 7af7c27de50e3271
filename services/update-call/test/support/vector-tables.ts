import { DynamoDBClient, PutItemCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '@patchbay/local';
import { contract } from './vectors.ts';

const ACCOUNT = { accountId: '111122223333', region: 'us-east-1' };
export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

function table(TableName: string, hash: string, range?: string): CreateTableCommandInput {
  const keys = [hash, ...(range === undefined ? [] : [range])];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
  };
}

const tables = [
  ...['settings', 'empty', 'elsewhere'].map((name) => table(name, 'id')),
  table('calls', 'transactionId'),
  table('audit', 'transactionId', 'id'),
];

/** DynamoDB with the tables of the function and the calls of the contract; `empty` and `elsewhere` are in place of `settings`. */
export async function startVectorTables() {
  const dynamoDb = await startDynamoDb({ account: ACCOUNT });
  for (const each of tables) await dynamoDb.createTable(each);
  const client = new DynamoDBClient({
    endpoint: dynamoDb.endpoint,
    region: ACCOUNT.region,
    credentials: CREDENTIALS,
  });
  for (const Item of contract.calls) await client.send(new PutItemCommand({ TableName: 'calls', Item }));
  return {
    endpoint: dynamoDb.endpoint,
    client,
    async stop() {
      client.destroy();
      await dynamoDb.stop();
    },
  };
}
