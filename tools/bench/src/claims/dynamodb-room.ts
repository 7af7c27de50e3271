import { setTimeout } from 'node:timers/promises';
import { startDynamoDb } from '@patchbay/local';
import { createPairTable } from '@patchbay/repositories';
import type { Room } from './measure.ts';
import { numbersFor } from './numbers.ts';
import { createRandom } from './random.ts';

const ACCOUNT = { accountId: '123456789012', region: 'us-east-1' };
/** Hundreds of requests at once wait for each other on a small machine. */
const PATIENCE_MS = 60_000;

/** A table in DynamoDB over HTTP, as infra defines it. */
export async function dynamoDbRoom(pairs: number): Promise<Room & { close(): Promise<void> }> {
  const dynamoDb = await startDynamoDb({ account: ACCOUNT });
  const name = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
  await dynamoDb.createTable({
    TableName: 'pairs',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [name('sma_number'), name('connect_number'), name('shard')],
    KeySchema: [key('sma_number', 'HASH'), key('connect_number', 'RANGE')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'free',
        KeySchema: [key('shard', 'HASH'), key('connect_number', 'RANGE')],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = { endpoint: dynamoDb.endpoint, region: ACCOUNT.region, credentials };
  const table = createPairTable({ table: 'pairs', client, deadlineMs: PATIENCE_MS });
  return {
    use: (seed, work) =>
      work({
        table,
        numbers: numbersFor(pairs),
        random: createRandom(seed),
        pause: async (ms) => setTimeout(ms),
        settle: async () => undefined,
      }),
    close: () => dynamoDb.stop(),
  };
}
