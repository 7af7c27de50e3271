import { startDynamoDb } from '@patchbay/local';
import { createPairTable, type Lease, type Pair, type PairTable } from '@patchbay/repositories';

export const PAIR: Pair = { smaNumber: '+12065550111', connectNumber: '+14255550181' };
export const OWNER = '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11';
export const APPLICATION = 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42';
export const CALLER = '+14155550123';
export const DATA = { original_calling_number: CALLER, sip_media_application_id: APPLICATION };

export interface TestPairs {
  table: PairTable;
  /** A free pair, whatever was there before. */
  free(): Promise<void>;
  /** One that a call has. */
  claimed(lease?: Partial<Lease>): Promise<void>;
  stop(): Promise<void>;
}

/** The pairs table in a DynamoDB over HTTP, with one pair. */
export async function startPairs(): Promise<TestPairs> {
  const dynamoDb = await startDynamoDb({ account: { accountId: '111122223333', region: 'us-east-1' } });
  const TableName = 'pairs';
  await dynamoDb.createTable({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['sma_number', 'connect_number'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'sma_number', KeyType: 'HASH' },
      { AttributeName: 'connect_number', KeyType: 'RANGE' },
    ],
  });
  const table = createPairTable({
    table: TableName,
    client: {
      endpoint: dynamoDb.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    // A busy machine is slow, and nothing here is about time.
    deadlineMs: 30_000,
  });
  const free = async (): Promise<void> => {
    const owner = (await table.get(PAIR))?.claim?.owner;
    if (owner !== undefined) await table.release(PAIR, owner, '0');
    await table.create(PAIR, '0');
  };
  return {
    table,
    free,
    async claimed(lease = {}) {
      await free();
      await table.take(PAIR, { owner: OWNER, expires: 1_786_000_900, data: DATA, ...lease });
    },
    stop: () => dynamoDb.stop(),
  };
}
