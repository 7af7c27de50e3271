import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const table = DynamoDBDocumentClient.from(new DynamoDBClient());

export async function handler(event: { pathParameters: { id: string } }) {
  const { Item } = await table.send(
    new GetCommand({ TableName: process.env['TABLE'], Key: { id: event.pathParameters.id } }),
  );
  return { statusCode: Item ? 200 : 404, body: JSON.stringify(Item ?? null) };
}
