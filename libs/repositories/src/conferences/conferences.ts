import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Item } from '../items.ts';
import { lazyItems } from '../lazy-items.ts';
import { setItem } from '../set-item.ts';
import { conferenceOf, type Conference, type Everyone, type MeetingInUse } from './conference.ts';

export type NewConference = Omit<Conference, 'meeting' | 'everyone'>;

/**
 * The conferences table: key `pin`; index `open`, the latest first; expiry `expiresAt` (seconds since the epoch). Everything
 * rejects with what DynamoDB throws.
 */
export interface Conferences {
  /** False, and nothing is written, while another conference has the PIN. */
  open(conference: NewConference): Promise<boolean>;
  /** Undefined when there is none, or it has closed; with an id, also when the PIN is that of another one. */
  ofPin(pin: string, id?: string): Promise<Conference | undefined>;
  /** Those that are open, the latest first, as an index has them. */
  list(limit: number): Promise<Conference[]>;
  /**
   * Puts a meeting in the place of the one before it, in which everybody else is not muted any more.
   * @returns the meeting that is in use then, which is another one if somebody was faster; undefined without a conference
   */
  useMeeting(conference: Pick<Conference, 'id' | 'pin'>, meeting: MeetingInUse): Promise<MeetingInUse | undefined>;
  /** Keeps what was asked for everybody else; false without a conference, or when something later was asked for. */
  muteOthers(conference: Pick<Conference, 'id' | 'pin'>, everyone: Everyone): Promise<boolean>;
}

export interface ConferencesOptions {
  table: string;
  /** Milliseconds since the epoch. */
  now(): number;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

/** How long a conference can be joined, milliseconds. */
export const CONFERENCE_MS = 24 * 3_600_000;
/** Seconds that an item is kept after its conference has closed. */
const KEEP_S = 3_600;

export function createConferences({ table, now, client = {}, deadlineMs }: ConferencesOptions): Conferences {
  const load = lazyItems(client, deadlineMs);
  const keyOf = (pin: string): Item => ({ pin: { S: pin } });
  const time = () => ({ N: String(now()) });
  const ofPin = async (pin: string, id?: string): Promise<Conference | undefined> => {
    const item = await (await load()).get({ TableName: table, Key: keyOf(pin), ConsistentRead: true });
    const conference = item && conferenceOf(item);
    if (!conference || conference.closesAt <= now()) return undefined;
    return id === undefined || id === conference.id ? conference : undefined;
  };
  return {
    ofPin,
    async open({ id, pin, name, openedBy, waitingRoom, openedAt, closesAt }) {
      return (await load()).updateIf(
        setItem({
          table,
          key: keyOf(pin),
          set: {
            id: { S: id },
            name: { S: name },
            openedBy: { S: openedBy },
            waitingRoom: { BOOL: waitingRoom },
            openedAt: { N: String(openedAt) },
            closesAt: { N: String(closesAt) },
            open: { S: 'yes' },
            expiresAt: { N: String(Math.ceil(closesAt / 1_000) + KEEP_S) },
          },
          remove: ['meeting', 'everyone'],
          condition: 'attribute_not_exists(#pin) OR #closesAt <= :now',
          values: { now: time() },
        }),
      );
    },
    async list(limit) {
      const items = await (
        await load()
      ).query({
        TableName: table,
        IndexName: 'open',
        KeyConditionExpression: '#open = :yes',
        FilterExpression: '#closesAt > :now',
        ExpressionAttributeNames: { '#open': 'open', '#closesAt': 'closesAt' },
        ExpressionAttributeValues: { ':yes': { S: 'yes' }, ':now': time() },
        ScanIndexForward: false,
        Limit: limit,
      });
      return items.flatMap((item) => conferenceOf(item) ?? []);
    },
    async useMeeting({ pin, id }, { meetingId, generation }) {
      const meeting = { M: { meetingId: { S: meetingId }, generation: { N: String(generation) } } };
      const isFirst = generation === 1;
      const written = await (
        await load()
      ).updateIf({
        TableName: table,
        Key: keyOf(pin),
        UpdateExpression: 'SET #meeting = :meeting REMOVE #everyone',
        ConditionExpression: isFirst
          ? '#id = :id AND attribute_not_exists(#meeting)'
          : '#id = :id AND #meeting.#generation = :before',
        ExpressionAttributeNames: {
          '#id': 'id',
          '#meeting': 'meeting',
          '#everyone': 'everyone',
          ...(!isFirst && { '#generation': 'generation' }),
        },
        ExpressionAttributeValues: {
          ':id': { S: id },
          ':meeting': meeting,
          ...(!isFirst && { ':before': { N: String(generation - 1) } }),
        },
      });
      return written ? { meetingId, generation } : (await ofPin(pin, id))?.meeting;
    },
    async muteOthers({ pin, id }, { muted, by, at }) {
      return (await load()).updateIf({
        TableName: table,
        Key: keyOf(pin),
        UpdateExpression: 'SET #everyone = :everyone',
        ConditionExpression: '#id = :id AND (attribute_not_exists(#everyone) OR #everyone.#at <= :at)',
        ExpressionAttributeNames: { '#id': 'id', '#everyone': 'everyone', '#at': 'at' },
        ExpressionAttributeValues: {
          ':id': { S: id },
          ':everyone': { M: { muted: { BOOL: muted }, by: { S: by }, at: { N: String(at) } } },
          ':at': { N: String(at) },
        },
      });
    },
  };
}
