import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { CALL_TEXTS, callOf, type Call } from './call.ts';
import type { Item } from './items.ts';
import { lazyItems } from './lazy-items.ts';
import type { Pair } from './pairs/pair.ts';
import { setItem, textMap } from './set-item.ts';

/** What may be told about a call at any time. */
export type CallChanges = Partial<Pick<Call, (typeof CALL_TEXTS)[number] | 'legs'>>;

/**
 * The calls table: one item a call, key `transactionId`, expiry `expiresAt` (seconds since the epoch). Everything
 * rejects with what DynamoDB throws.
 */
export interface Calls {
  /**
   * Marks an effect of a call as done. True for whoever comes first: the same event delivered again is told that it has
   * been done already.
   */
  once(transactionId: string, effect: string): Promise<boolean>;
  /** As it is now; undefined when nothing was written about it. */
  get(transactionId: string): Promise<Call | undefined>;
  /** Writes what is given and keeps the rest. False, and nothing is written, once the call has ended or failed. */
  update(transactionId: string, changes: CallChanges): Promise<boolean>;
  /** Records the call's pair, once and for all: false, and nothing is written, if it has one. */
  recordPair(transactionId: string, pair: Pair): Promise<boolean>;
}

export interface CallsOptions {
  table: string;
  /** Milliseconds since the epoch. */
  now(): number;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

/** How long a call's item is kept, seconds: longer than any call, short enough to forget who called. */
export const KEEP_S = 24 * 3_600;
/** Holds until a call has ended or failed. */
export const NOT_OVER = '(attribute_not_exists(#state) OR NOT #state IN (:ended, :failed))';
export const OVER: Item = { ended: { S: 'ended' }, failed: { S: 'failed' } };
const EFFECT = /^[a-z][a-z0-9-]{0,40}$/;

export function createCalls({ table, now, client = {}, deadlineMs }: CallsOptions): Calls {
  const load = lazyItems(client, deadlineMs);
  const seconds = () => Math.floor(now() / 1_000);
  const keyOf = (transactionId: string): Item => ({ transactionId: { S: transactionId } });
  /** Sets attributes if a condition on some of them holds. */
  const set = async (transactionId: string, attributes: Item, condition: string, values: Item = {}) => {
    const expiry = { expiresAt: { N: String(seconds() + KEEP_S) } };
    return (await load()).updateIf(
      setItem({ table, key: keyOf(transactionId), set: attributes, keep: expiry, condition, values }),
    );
  };
  const get = async (transactionId: string): Promise<Call | undefined> => {
    const item = await (await load()).get({ TableName: table, Key: keyOf(transactionId), ConsistentRead: true });
    return item && callOf(item);
  };
  return {
    get,
    async once(transactionId, effect) {
      if (!EFFECT.test(effect)) throw new TypeError(`"${effect}" can't name an effect: use lower case and hyphens.`);
      return set(transactionId, { [`did-${effect}`]: { N: String(seconds()) } }, 'attribute_not_exists(#set0)');
    },
    async update(transactionId, changes) {
      const attributes: Item = {};
      for (const name of CALL_TEXTS) {
        const text = changes[name];
        if (text !== undefined) attributes[name] = { S: text };
      }
      if (changes.legs) attributes['legs'] = textMap(changes.legs);
      return set(transactionId, attributes, NOT_OVER, OVER);
    },
    async recordPair(transactionId, pair) {
      const own = textMap({ smaNumber: pair.smaNumber, connectNumber: pair.connectNumber });
      return set(transactionId, { pair: own }, 'attribute_not_exists(#pair)');
    },
  };
}
