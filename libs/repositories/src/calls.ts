import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Items } from './items.ts';

/** The calls table: one item a call, key `transactionId`, expiry `expiresAt` (seconds since the epoch). */
export interface Calls {
  /**
   * Marks an effect of a call as done. True for whoever comes first: the same event delivered again is told that it has
   * been done already. Throws what DynamoDB throws.
   */
  once(transactionId: string, effect: string): Promise<boolean>;
}

export interface CallsOptions {
  table: string;
  /** Milliseconds since the epoch. */
  now(): number;
  client?: DynamoDBClientConfig;
}

/** How long a call's item is kept: longer than any call, short enough to forget who called. */
const KEEP_S = 24 * 3_600;
const EFFECT = /^[a-z][a-z0-9-]{0,40}$/;

export function createCalls({ table, now, client = {} }: CallsOptions): Calls {
  let items: Promise<Items> | undefined;
  const load = (): Promise<Items> => (items ??= import('./items.ts').then(({ createItems }) => createItems(client)));
  return {
    async once(transactionId, effect) {
      if (!EFFECT.test(effect)) throw new TypeError(`"${effect}" can't name an effect: use lower case and hyphens.`);
      const seconds = Math.floor(now() / 1_000);
      return (await load()).updateIf({
        TableName: table,
        Key: { transactionId: { S: transactionId } },
        UpdateExpression: 'SET #effect = :now, #expiry = if_not_exists(#expiry, :expiry)',
        ConditionExpression: 'attribute_not_exists(#effect)',
        ExpressionAttributeNames: { '#effect': `did-${effect}`, '#expiry': 'expiresAt' },
        ExpressionAttributeValues: { ':now': { N: String(seconds) }, ':expiry': { N: String(seconds + KEEP_S) } },
      });
    },
  };
}
