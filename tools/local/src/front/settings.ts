import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Stage } from '@patchbay/config';
import { LOCAL_CREDENTIALS } from '../aws/credentials.ts';
import type { LocalAws } from '../environment/start-aws.ts';

/** Writes an item of texts into the settings table, as infra does when it has found something out. */
export async function writeSetting(
  { names }: Pick<Stage, 'names'>,
  { account, endpoints }: Pick<LocalAws, 'account' | 'endpoints'>,
  id: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: endpoints.DYNAMODB,
    region: account.region,
    credentials: LOCAL_CREDENTIALS,
  });
  const Item = Object.fromEntries(Object.entries({ id, ...values }).map(([key, value]) => [key, { S: value }]));
  try {
    await client.send(new PutItemCommand({ TableName: names.tables.settings, Item }));
  } finally {
    client.destroy();
  }
}
