import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Item } from './items.ts';
import { lazyItems } from './lazy-items.ts';
import { textsOf } from './pairs/item.ts';
import { setItem, textMap } from './set-item.ts';

export type Begun =
  /** Nobody has begun it, or who did is past its time: it is to be done now, under this name for outside effects. */
  | { state: 'ours'; attempt: string; isFirst: boolean }
  /** Somebody is at it. */
  | { state: 'running' }
  | { state: 'done'; result: Readonly<Record<string, string>> }
  /** The same name was used for something else. */
  | { state: 'other' };

/**
 * Requests that may come more than once and are to be done once: one item each, key `id`, expiry `expiresAt` (seconds
 * since the epoch). Everything rejects with what DynamoDB throws.
 */
export interface Requests {
  /**
   * @param id a name that only its sender can have given
   * @param content what is asked for; the same each time
   */
  begin(id: string, content: string): Promise<Begun>;
  /** Keeps what came of it, for whoever asks again. */
  finish(id: string, result: Readonly<Record<string, string>>): Promise<void>;
  /** Nothing came of it: it can begin anew. */
  forget(id: string): Promise<void>;
}

export interface RequestsOptions {
  table: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A name that no other request has. */
  uuid(): string;
  /** Whoever has not finished after this many seconds is gone; 15 by default. */
  patienceS?: number;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

const KEEP_S = 24 * 3_600;
export const PATIENCE_S = 15;

export function createRequests({
  table,
  now,
  uuid,
  patienceS = PATIENCE_S,
  client = {},
  deadlineMs,
}: RequestsOptions): Requests {
  const load = lazyItems(client, deadlineMs);
  const seconds = () => Math.floor(now() / 1_000);
  const keyOf = (id: string): Item => ({ id: { S: id } });
  const since = () => ({ since: { N: String(seconds()) } });
  return {
    async begin(id, content) {
      const attempt = uuid();
      const items = await load();
      const isFirst = await items.updateIf(
        setItem({
          table,
          key: keyOf(id),
          set: {
            ...since(),
            content: { S: content },
            attempt: { S: attempt },
            expiresAt: { N: String(seconds() + KEEP_S) },
          },
          remove: ['result'],
          // What has expired may still be there.
          condition: 'attribute_not_exists(#id) OR #expiresAt <= :now',
          values: { now: { N: String(seconds()) } },
        }),
      );
      if (isFirst) return { state: 'ours', attempt, isFirst };
      const item = (await items.get({ TableName: table, Key: keyOf(id), ConsistentRead: true })) ?? {};
      if (item['content']?.S !== content) return { state: 'other' };
      if (item['result']) return { state: 'done', result: textsOf(item['result'].M) };
      const begunAt = item['since']?.N ?? '0';
      if (Number(begunAt) + patienceS > seconds()) return { state: 'running' };
      const isOurs = await items.updateIf(
        setItem({
          table,
          key: keyOf(id),
          set: since(),
          condition: '#since = :begunAt AND attribute_not_exists(#result)',
          values: { begunAt: { N: begunAt } },
        }),
      );
      return isOurs ? { state: 'ours', attempt: item['attempt']?.S ?? '', isFirst: false } : { state: 'running' };
    },
    async finish(id, result) {
      const condition = 'attribute_exists(#id)';
      await (await load()).updateIf(setItem({ table, key: keyOf(id), set: { result: textMap(result) }, condition }));
    },
    async forget(id) {
      await (
        await load()
      ).deleteIf({
        TableName: table,
        Key: keyOf(id),
        ConditionExpression: 'attribute_not_exists(#result)',
        ExpressionAttributeNames: { '#result': 'result' },
      });
    },
  };
}
