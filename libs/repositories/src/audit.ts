import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Item } from './items.ts';
import { lazyItems } from './lazy-items.ts';
import { setItem } from './set-item.ts';

/** `replaced` by a later action before it was done. */
export const AUDIT_OUTCOMES = ['applied', 'failed', 'replaced', 'call-ended'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Who has asked for what in a call, and what came of it. */
export interface AuditRecord {
  transactionId: string;
  actionId: string;
  /** The pool's name of the person. */
  by: string;
  action: string;
  /** Milliseconds since the epoch. */
  at: number;
  outcome?: AuditOutcome;
  /** Why it failed, for people. */
  reason?: string;
}

/**
 * The audit table: keys `transactionId` and `id` (the action's), expiry `expiresAt` (seconds since the epoch). Everything
 * rejects with what DynamoDB throws.
 */
export interface Audit {
  /** Once: an action that is there already stays as it is. */
  begin(record: Pick<AuditRecord, 'transactionId' | 'actionId' | 'by' | 'action' | 'at'>): Promise<void>;
  /** The record as it is then; undefined, and nothing is written, if there is none, or it has an outcome already. */
  finish(
    transactionId: string,
    actionId: string,
    outcome: AuditOutcome,
    reason?: string,
  ): Promise<AuditRecord | undefined>;
  /** Those of a call, at most `limit`, in no order of time. */
  of(transactionId: string, limit: number): Promise<AuditRecord[]>;
}

export interface AuditOptions {
  table: string;
  /** How long records are kept; 365 by default. */
  keepDays?: number;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

const DAY_S = 86_400;

export function createAudit({ table, keepDays = 365, client = {}, deadlineMs }: AuditOptions): Audit {
  const load = lazyItems(client, deadlineMs);
  const keyOf = (transactionId: string, actionId: string): Item => ({
    transactionId: { S: transactionId },
    id: { S: actionId },
  });
  return {
    async begin({ transactionId, actionId, by, action, at }) {
      const set = {
        by: { S: by },
        action: { S: action },
        at: { N: String(at) },
        expiresAt: { N: String(Math.floor(at / 1_000) + keepDays * DAY_S) },
      };
      const condition = 'attribute_not_exists(#id)';
      await (await load()).updateIf(setItem({ table, key: keyOf(transactionId, actionId), set, condition }));
    },
    async finish(transactionId, actionId, outcome, reason) {
      const set = { outcome: { S: outcome }, ...(reason !== undefined && { reason: { S: reason } }) };
      const condition = 'attribute_exists(#id) AND attribute_not_exists(#outcome)';
      const item = await (
        await load()
      ).updateAndGet(setItem({ table, key: keyOf(transactionId, actionId), set, condition }));
      return item && recordOf(item);
    },
    async of(transactionId, limit) {
      const items = await (
        await load()
      ).query({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'transactionId = :transactionId',
        ExpressionAttributeValues: { ':transactionId': { S: transactionId } },
        Limit: limit,
      });
      return items.map(recordOf);
    },
  };
}

function recordOf(item: Item): AuditRecord {
  const text = (name: string): string => item[name]?.S ?? '';
  const outcome = AUDIT_OUTCOMES.find((each) => each === item['outcome']?.S);
  const reason = item['reason']?.S;
  return {
    transactionId: text('transactionId'),
    actionId: text('id'),
    by: text('by'),
    action: text('action'),
    at: Number(item['at']?.N ?? 0),
    ...(outcome && { outcome }),
    ...(reason !== undefined && { reason }),
  };
}
