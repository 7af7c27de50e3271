import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { CallState } from '../call.ts';
import { KEEP_S, NOT_OVER, OVER } from '../calls.ts';
import type { Item } from '../items.ts';
import { lazyItems } from '../lazy-items.ts';
import { textsOf } from '../pairs/item.ts';
import { setItem } from '../set-item.ts';
import { inOrder, statesBefore, userCallOf, type DigitsInOrder, type UserCall } from './user-call.ts';

export type NewUserCall = Pick<UserCall, 'transactionId' | 'owner' | 'meetingId' | 'to' | 'createdAt'>;

export type Added =
  | 'added'
  /** They were added before. */
  | 'repeated'
  /** Nobody has answered yet, or nobody is there any more. */
  | 'not-talking'
  /** There is no such call of this owner. */
  | 'unknown';

/**
 * Calls that people placed, in the calls table: indexes `owner` (with `createdAt`) and `meeting`. Each method is one
 * request unless it says otherwise. Everything rejects with what DynamoDB throws.
 */
export interface UserCalls {
  /** Writes what is known from the start, `connecting`; what is there already stays. */
  begin(call: NewUserCall): Promise<UserCall | undefined>;
  get(transactionId: string): Promise<UserCall | undefined>;
  /** The latest first, at most `limit`, those begun before `before` (milliseconds since the epoch) if given. */
  list(owner: string, page: { limit: number; before?: number }): Promise<UserCall[]>;
  /** As an index has it, which may lag behind: of a meeting's calls the first. */
  ofMeeting(meetingId: string): Promise<UserCall | undefined>;
  /** The call as it is then; undefined, and nothing is written, if that would be a step back. */
  advance(transactionId: string, state: CallState, reason?: string): Promise<UserCall | undefined>;
  /** The call as it is then, or was when it had ended already; undefined for a call that is not theirs. One or two requests. */
  requestHangup(transactionId: string, owner: string): Promise<UserCall | undefined>;
  /** Keeps digits to be sent. One or two requests. */
  addDigits(transactionId: string, owner: string, digits: { seq: number; digits: string }): Promise<Added>;
  /** Digits from number `first` on, as many as can be sent at once. */
  digitsFrom(transactionId: string, first: number): Promise<DigitsInOrder>;
  /**
   * Notes whether the browser is in the meeting, as of a moment (milliseconds since the epoch). False if something newer
   * is known; of the same moment it counts that it is there, since it leaves one place as it joins from another. The
   * same once more is true again.
   */
  noteBrowser(transactionId: string, present: boolean, at: number): Promise<boolean>;
  /** Undefined when nothing was noted. */
  isBrowserThere(transactionId: string): Promise<boolean | undefined>;
}

export interface UserCallsOptions {
  table: string;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

export function createUserCalls({ table, client = {}, deadlineMs }: UserCallsOptions): UserCalls {
  const load = lazyItems(client, deadlineMs);
  const keyOf = (transactionId: string): Item => ({ transactionId: { S: transactionId } });
  const read = async (transactionId: string): Promise<Item> =>
    (await (await load()).get({ TableName: table, Key: keyOf(transactionId), ConsistentRead: true })) ?? {};
  const get = async (transactionId: string) => userCallOf(await read(transactionId));
  return {
    get,
    async begin({ transactionId, owner, meetingId, to, createdAt }) {
      const keep = {
        owner: { S: owner },
        meetingId: { S: meetingId },
        to: { S: to },
        createdAt: { N: String(createdAt) },
        flow: { S: 'click-to-call' },
        state: { S: 'connecting' },
        digits: { M: {} },
        expiresAt: { N: String(Math.floor(createdAt / 1_000) + KEEP_S) },
      };
      const condition = 'attribute_not_exists(#owner) OR #owner = :own';
      const item = await (
        await load()
      ).updateAndGet(setItem({ table, key: keyOf(transactionId), keep, condition, values: { own: { S: owner } } }));
      return item && userCallOf(item);
    },
    async list(owner, { limit, before }) {
      const items = await (
        await load()
      ).query({
        TableName: table,
        IndexName: 'owner',
        KeyConditionExpression: before === undefined ? '#owner = :owner' : '#owner = :owner AND #createdAt < :before',
        ExpressionAttributeNames: { '#owner': 'owner', ...(before !== undefined && { '#createdAt': 'createdAt' }) },
        ExpressionAttributeValues: {
          ':owner': { S: owner },
          ...(before !== undefined && { ':before': { N: String(before) } }),
        },
        ScanIndexForward: false,
        Limit: limit,
      });
      return items.flatMap((item) => userCallOf(item) ?? []);
    },
    async ofMeeting(meetingId) {
      const [item] = await (
        await load()
      ).query({
        TableName: table,
        IndexName: 'meeting',
        KeyConditionExpression: 'meetingId = :meetingId',
        ExpressionAttributeValues: { ':meetingId': { S: meetingId } },
        Limit: 1,
      });
      return item && userCallOf(item);
    },
    async advance(transactionId, state, reason) {
      const set = { state: { S: state }, ...(reason !== undefined && { reason: { S: reason } }) };
      const before = statesBefore(state).map((each, index): [string, { S: string }] => [`before${index}`, { S: each }]);
      const condition =
        before.length > 0 ? `#state IN (${before.map(([name]) => `:${name}`).join(', ')})` : 'attribute_exists(#none)';
      const item = await (
        await load()
      ).updateAndGet(setItem({ table, key: keyOf(transactionId), set, condition, values: Object.fromEntries(before) }));
      return item && userCallOf(item);
    },
    async requestHangup(transactionId, owner) {
      const item = await (
        await load()
      ).updateAndGet(
        setItem({
          table,
          key: keyOf(transactionId),
          set: { hangupRequested: { BOOL: true } },
          condition: `#owner = :owner AND ${NOT_OVER}`,
          values: { ...OVER, owner: { S: owner } },
        }),
      );
      const call = item ? userCallOf(item) : await get(transactionId);
      return call?.owner === owner ? call : undefined;
    },
    async addDigits(transactionId, owner, { seq, digits }) {
      const added = await (
        await load()
      ).updateIf({
        TableName: table,
        Key: keyOf(transactionId),
        UpdateExpression: 'SET #digits.#seq = :digits',
        ConditionExpression: '#owner = :owner AND #state = :talking AND attribute_not_exists(#digits.#seq)',
        ExpressionAttributeNames: { '#digits': 'digits', '#seq': String(seq), '#owner': 'owner', '#state': 'state' },
        ExpressionAttributeValues: {
          ':digits': { S: digits },
          ':owner': { S: owner },
          ':talking': { S: 'talking' },
        },
      });
      if (added) return 'added';
      const item = await read(transactionId);
      const call = userCallOf(item);
      if (call?.owner !== owner) return 'unknown';
      return call.state === 'talking' ? 'repeated' : 'not-talking';
    },
    async digitsFrom(transactionId, first) {
      return inOrder(textsOf((await read(transactionId))['digits']?.M), first);
    },
    async noteBrowser(transactionId, present, at) {
      return (await load()).updateIf(
        setItem({
          table,
          key: keyOf(transactionId),
          set: { browserThere: { BOOL: present }, browserAt: { N: String(at) } },
          condition:
            'attribute_exists(#owner) AND (attribute_not_exists(#browserAt) OR #browserAt < :at OR (#browserAt = :at AND (:there = :yes OR #browserThere = :no)))',
          values: { at: { N: String(at) }, there: { BOOL: present }, yes: { BOOL: true }, no: { BOOL: false } },
        }),
      );
    },
    async isBrowserThere(transactionId) {
      return (await read(transactionId))['browserThere']?.BOOL;
    },
  };
}
