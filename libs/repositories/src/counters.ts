import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Counters } from '@patchbay/dial-policy';
import { lazyItems } from './lazy-items.ts';

export interface CountersOptions {
  table: string;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

/** With as many keys as a limit can be, 1,000, an item stays below DynamoDB's 400 KB. */
const MAX_KEY_BYTES = 256;

/**
 * Counters in the counters table: one item a counter, key `id`, expiry `expiresAt`; `keys` has the keys of `take`, `number`
 * what `count` has counted. A place that is new, and a number, is one conditional update; a key that has a place, or gets
 * none, is a second. An attempt whose answer was lost and that the SDK repeats finds its own key (`kept`), or counts twice.
 */
export function createCounters({ table, client = {}, deadlineMs }: CountersOptions): Counters {
  const load = lazyItems(client, deadlineMs);
  return {
    async take(counter, { limit, key, expires }) {
      const bytes = Buffer.byteLength(key);
      if (bytes === 0 || bytes > MAX_KEY_BYTES) throw new TypeError(`A key has 1 to ${MAX_KEY_BYTES} bytes.`);
      const items = await load();
      const add = (condition: string, values: Record<string, { S: string } | { N: string }> = {}) =>
        items.updateIf({
          TableName: table,
          Key: { id: { S: counter } },
          UpdateExpression: 'ADD #keys :keys SET #expiry = if_not_exists(#expiry, :expiry)',
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#keys': 'keys', '#expiry': 'expiresAt' },
          ExpressionAttributeValues: {
            ':keys': { SS: [key] },
            ':key': { S: key },
            ':expiry': { N: String(expires) },
            ...values,
          },
        });
      const free = 'attribute_not_exists(#keys) OR (size(#keys) < :limit AND NOT contains(#keys, :key))';
      if (limit > 0 && (await add(free, { ':limit': { N: String(limit) } }))) return 'taken';
      return (await add('contains(#keys, :key)')) ? 'kept' : 'full';
    },
    async count(counter, { limit, expires }) {
      if (limit <= 0) return false;
      return (await load()).updateIf({
        TableName: table,
        Key: { id: { S: counter } },
        UpdateExpression: 'ADD #number :one SET #expiry = if_not_exists(#expiry, :expiry)',
        ConditionExpression: 'attribute_not_exists(#number) OR #number < :limit',
        ExpressionAttributeNames: { '#number': 'number', '#expiry': 'expiresAt' },
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ':limit': { N: String(limit) },
          ':expiry': { N: String(expires) },
        },
      });
    },
    async uncount(counter) {
      await (
        await load()
      ).updateIf({
        TableName: table,
        Key: { id: { S: counter } },
        UpdateExpression: 'ADD #number :less',
        ConditionExpression: '#number > :none',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':less': { N: '-1' }, ':none': { N: '0' } },
      });
    },
  };
}
