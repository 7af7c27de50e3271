import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { KEEP_S, NOT_OVER, OVER } from '../calls.ts';
import type { Item } from '../items.ts';
import { lazyItems } from '../lazy-items.ts';
import { setItem, textMap } from '../set-item.ts';
import { liveCallOf, type Attendee, type LiveCall, type LiveCallState } from './live-call.ts';

export type NewLiveCall = Pick<
  LiveCall,
  'transactionId' | 'conferenceId' | 'pin' | 'from' | 'state' | 'sipMediaApplicationId' | 'createdAt'
>;

export interface LiveCallChanges {
  state?: Exclude<LiveCallState, 'ended'>;
  /** Null: it has no place in the meeting any more. */
  attendee?: Attendee | null;
  own?: { muted: boolean; at: number };
}

/**
 * Callers of conferences, in the calls table: index `conference` (with `createdAt`) has those that are there. Each method is
 * one request. Everything rejects with what DynamoDB throws.
 */
export interface LiveCalls {
  /** Writes a caller who has come in; what is there already stays. */
  enter(call: NewLiveCall): Promise<LiveCall | undefined>;
  get(transactionId: string): Promise<LiveCall | undefined>;
  /**
   * The call as it is then; undefined, and nothing is written, once it has ended.
   * @param at milliseconds since the epoch
   */
  change(transactionId: string, changes: LiveCallChanges, at: number): Promise<LiveCall | undefined>;
  /** Undefined, and nothing is written, if it had ended before. */
  end(transactionId: string, at: number): Promise<LiveCall | undefined>;
  /** Who is in a conference, as an index has it, which may lag behind: whoever came first comes first. */
  ofConference(conferenceId: string, limit: number): Promise<LiveCall[]>;
}

export interface LiveCallsOptions {
  table: string;
  /** Milliseconds since the epoch. */
  now(): number;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

export function createLiveCalls({ table, now, client = {}, deadlineMs }: LiveCallsOptions): LiveCalls {
  const load = lazyItems(client, deadlineMs);
  const keyOf = (transactionId: string): Item => ({ transactionId: { S: transactionId } });
  const change = async (transactionId: string, set: Item, remove: readonly string[]): Promise<LiveCall | undefined> => {
    const item = await (
      await load()
    ).updateAndGet(
      setItem({
        table,
        key: keyOf(transactionId),
        set,
        remove,
        condition: `attribute_exists(#conference) AND ${NOT_OVER}`,
        values: OVER,
      }),
    );
    return item && liveCallOf(item);
  };
  return {
    async enter({ transactionId, conferenceId, pin, from, state, sipMediaApplicationId, createdAt }) {
      const keep = {
        flow: { S: 'update-call' },
        conference: { S: conferenceId },
        // Only while it is there, so that the index has nobody else.
        conferenceId: { S: conferenceId },
        pin: { S: pin },
        from: { S: from },
        state: { S: state },
        since: { N: String(createdAt) },
        createdAt: { N: String(createdAt) },
        sipMediaApplicationId: { S: sipMediaApplicationId },
        expiresAt: { N: String(Math.floor(createdAt / 1_000) + KEEP_S) },
      };
      const item = await (
        await load()
      ).updateAndGet(setItem({ table, key: keyOf(transactionId), keep, condition: NOT_OVER, values: OVER }));
      return item && liveCallOf(item);
    },
    async get(transactionId) {
      const item = await (await load()).get({ TableName: table, Key: keyOf(transactionId), ConsistentRead: true });
      return item && liveCallOf(item);
    },
    async change(transactionId, { state, attendee, own }, at) {
      const set = {
        ...(state !== undefined && { state: { S: state }, since: { N: String(at) } }),
        ...(attendee && { attendee: textMap({ ...attendee }) }),
        ...(own && { own: { M: { muted: { BOOL: own.muted }, at: { N: String(own.at) } } } }),
      };
      return change(transactionId, set, attendee === null ? ['attendee'] : []);
    },
    end: (transactionId, at) =>
      change(transactionId, { state: { S: 'ended' }, since: { N: String(at) } }, ['conferenceId', 'attendee']),
    async ofConference(conferenceId, limit) {
      const items = await (
        await load()
      ).query({
        TableName: table,
        IndexName: 'conference',
        KeyConditionExpression: 'conferenceId = :conferenceId',
        // DynamoDB deletes what has expired when it finds the time.
        FilterExpression: 'expiresAt > :now',
        ExpressionAttributeValues: {
          ':conferenceId': { S: conferenceId },
          ':now': { N: String(Math.floor(now() / 1_000)) },
        },
        Limit: limit,
      });
      return items.flatMap((item) => liveCallOf(item) ?? []).filter(({ state }) => state !== 'ended');
    },
  };
}
