import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { lazyItems } from '../lazy-items.ts';
import { createDynamoDbPairTable } from './dynamodb-table.ts';
import type { PairTable } from './store.ts';

export interface PairTableOptions {
  table: string;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

/** The pairs table in DynamoDB. */
export function createPairTable({ table, client = {}, deadlineMs }: PairTableOptions): PairTable {
  return createDynamoDbPairTable(table, lazyItems(client, deadlineMs));
}
