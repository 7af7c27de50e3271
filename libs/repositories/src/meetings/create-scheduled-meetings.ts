import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Item } from '../items.ts';
import { lazyItems } from '../lazy-items.ts';
import { setItem } from '../set-item.ts';
import type { MeetingKey, ScheduledMeeting } from './meeting.ts';
import type { ScheduledMeetings } from './meetings.ts';

export interface MeetingsTableOptions {
  table: string;
  /** Milliseconds since the epoch. */
  now(): number;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

/** Seconds that an item is kept after its meeting has closed. */
const KEEP_S = 3_600;
export const expiryOf = (closesAt: number): string => String(Math.ceil(closesAt / 1_000) + KEEP_S);

/**
 * The meetings table: keys `eventId` and `id`, which is `meeting` for the meeting itself; expiry `expiresAt` (seconds since
 * the epoch). `here` is a set, which is not there when it is empty: so whether somebody is here can be a condition.
 */
export function createScheduledMeetings({
  table,
  now,
  client = {},
  deadlineMs,
}: MeetingsTableOptions): ScheduledMeetings {
  const load = lazyItems(client, deadlineMs);
  const keyOf = (eventId: string): Item => ({ eventId: { S: eventId }, id: { S: 'meeting' } });
  const number = (value: number) => ({ N: String(value) });
  /** Also when it has closed. */
  const kept = async (eventId: string): Promise<ScheduledMeeting | undefined> => {
    const item = await (await load()).get({ TableName: table, Key: keyOf(eventId), ConsistentRead: true });
    return item && meetingOf(item);
  };
  const read = async (eventId: string, series?: string): Promise<ScheduledMeeting | undefined> => {
    const meeting = await kept(eventId);
    if (!meeting || meeting.closesAt <= now()) return undefined;
    return series === undefined || series === meeting.series ? meeting : undefined;
  };
  /** Undefined when the condition did not hold, or another meeting has the event id. */
  const update = async (
    { eventId, series }: MeetingKey,
    expression: string,
    names: readonly string[],
    values: Item,
    condition = '',
  ): Promise<ScheduledMeeting | undefined> => {
    const item = await (
      await load()
    ).updateAndGet({
      TableName: table,
      Key: keyOf(eventId),
      UpdateExpression: expression,
      ConditionExpression: `#series = :series${condition}`,
      ExpressionAttributeNames: Object.fromEntries(['series', ...names].map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: { ':series': { S: series }, ...values },
    });
    return item && meetingOf(item);
  };
  const joinable = ' AND attribute_not_exists(#endedAt) AND #closesAt > :now';
  return {
    async open(meeting) {
      const { eventId, series, salt, organiser, createdAt, closesAt } = meeting;
      const isNew = await (
        await load()
      ).updateIf(
        setItem({
          table,
          key: keyOf(eventId),
          set: {
            ...{ series: { S: series }, salt: { S: salt }, organiser: { S: organiser } },
            ...{ createdAt: number(createdAt), closesAt: number(closesAt), expiresAt: { N: expiryOf(closesAt) } },
            ...{ generation: number(0), sentAt: number(0) },
          },
          remove: ['endedAt', 'inUse', 'here'],
          condition: 'attribute_not_exists(#eventId) OR #closesAt <= :now',
          values: { now: number(now()) },
        }),
      );
      if (isNew) return { ...meeting, generation: 0, here: [], sentAt: 0 };
      const known = await read(eventId);
      if (!known) throw new Error('The meeting closed at this very moment');
      return known;
    },
    get: read,
    enter: (key, placeId) =>
      update(
        key,
        'ADD #here :place',
        ['here', 'endedAt', 'closesAt'],
        { ':place': { SS: [placeId] }, ':now': number(now()) },
        joinable,
      ),
    leave: (key, placeId) => update(key, 'DELETE #here :place', ['here'], { ':place': { SS: [placeId] } }),
    async useMeeting(key, { meetingId, generation }) {
      const used = await update(
        key,
        'SET #inUse = :inUse, #generation = :generation',
        ['inUse', 'generation', 'endedAt', 'closesAt'],
        {
          ':inUse': { M: { meetingId: { S: meetingId }, generation: number(generation) } },
          ...{ ':generation': number(generation), ':before': number(generation - 1), ':now': number(now()) },
        },
        `${joinable} AND #generation = :before`,
      );
      if (used) return used.inUse;
      const known = await read(key.eventId, key.series);
      return known?.endedAt === undefined ? known?.inUse : undefined;
    },
    async dropMeeting(key, meetingId, { ifEmpty }) {
      const dropped = await update(
        key,
        'REMOVE #inUse, #here',
        ['inUse', 'here', 'meetingId'],
        { ':meetingId': { S: meetingId } },
        ` AND #inUse.#meetingId = :meetingId${ifEmpty ? ' AND attribute_not_exists(#here)' : ''}`,
      );
      if (dropped) return true;
      const known = await kept(key.eventId);
      return known?.series !== key.series || known.inUse?.meetingId !== meetingId;
    },
    end: (key, at) => update(key, 'SET #endedAt = if_not_exists(#endedAt, :at)', ['endedAt'], { ':at': number(at) }),
    async noteSent(key, sentAt) {
      await update(key, 'SET #sentAt = :sentAt', ['sentAt'], { ':sentAt': number(sentAt) }, ' AND #sentAt < :sentAt');
    },
  };
}

function meetingOf(item: Item): ScheduledMeeting {
  const text = (name: string) => item[name]?.S ?? '';
  const number = (name: string) => Number(item[name]?.N ?? 0);
  const inUse = item['inUse']?.M;
  return {
    ...{ eventId: text('eventId'), series: text('series'), salt: text('salt'), organiser: text('organiser') },
    ...{ createdAt: number('createdAt'), closesAt: number('closesAt') },
    ...(item['endedAt'] && { endedAt: number('endedAt') }),
    ...(inUse && {
      inUse: { meetingId: inUse['meetingId']?.S ?? '', generation: Number(inUse['generation']?.N ?? 0) },
    }),
    generation: number('generation'),
    here: item['here']?.SS ?? [],
    sentAt: number('sentAt'),
  };
}
