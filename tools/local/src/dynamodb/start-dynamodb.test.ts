import { ConditionalCheckFailedException, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { credentials, testStamp } from '../../test/support/stamp.ts';
import { readTemplate } from '../cloudformation/template.ts';
import { startDynamoDb, type LocalDynamoDb } from './start-dynamodb.ts';
import { tablesOf } from './tables.ts';

const { account } = testStamp();
const template = readTemplate('calls-dev', {
  Resources: {
    Calls: {
      Type: 'AWS::DynamoDB::Table',
      DeletionPolicy: 'Retain',
      Properties: {
        TableName: 'calls-dev',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'id', AttributeType: 'S' },
          { AttributeName: 'owner', AttributeType: 'S' },
        ],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'byOwner',
            KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { KMSMasterKeyId: { 'Fn::ImportValue': 'key' } },
        Tags: [{ Key: 'a', Value: 'b' }],
      },
    },
  },
});

let dynamodb: LocalDynamoDb;
let client: DynamoDBClient;

beforeEach(async () => {
  dynamodb = await startDynamoDb({ account });
  client = new DynamoDBClient({ endpoint: dynamodb.endpoint, region: account.region, credentials });
});

afterEach(async () => {
  client.destroy();
  await dynamodb.stop();
});

test('tables of the template are there, with their indexes', async () => {
  for (const table of tablesOf(template, account)) await dynamodb.createTable(table);
  expect((await client.send(new ListTablesCommand())).TableNames).toEqual(['calls-dev']);

  const documents = DynamoDBDocumentClient.from(client);
  const put = new PutCommand({
    TableName: 'calls-dev',
    Item: { id: 'c1', owner: 'o1', legs: ['A'] },
    ConditionExpression: 'attribute_not_exists(id)',
  });
  await documents.send(put);
  await expect(documents.send(put)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  expect((await documents.send(new GetCommand({ TableName: 'calls-dev', Key: { id: 'c1' } }))).Item).toMatchObject({
    legs: ['A'],
  });
  const byOwner = await documents.send(
    new QueryCommand({
      TableName: 'calls-dev',
      IndexName: 'byOwner',
      KeyConditionExpression: '#o = :o',
      ExpressionAttributeNames: { '#o': 'owner' },
      ExpressionAttributeValues: { ':o': 'o1' },
    }),
  );
  expect(byOwner.Items?.map((item) => item['id'] as string)).toEqual(['c1']);
});

test('two runs share nothing', async () => {
  await dynamodb.createTable(tablesOf(template, account)[0]!);
  const other = await startDynamoDb({ account });
  try {
    await other.createTable(tablesOf(template, account)[0]!);
  } finally {
    await other.stop();
  }
});

test('a table that DynamoDB would refuse is refused', async () => {
  const [table] = tablesOf(template, account);
  await expect(dynamodb.createTable({ ...table!, KeySchema: [] })).rejects.toMatchObject({
    name: 'ValidationException',
  });
});
