import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Items } from './items.ts';

/** Loads the SDK when it is first needed, once. */
export function lazyItems(client: DynamoDBClientConfig, deadlineMs?: number): () => Promise<Items> {
  let items: Promise<Items> | undefined;
  return () => (items ??= import('./items.ts').then(({ createItems }) => createItems(client, deadlineMs)));
}
