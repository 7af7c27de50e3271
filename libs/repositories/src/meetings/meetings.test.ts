import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { meetingsTable, startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { createLines } from './create-lines.ts';
import { createScheduledMeetings } from './create-scheduled-meetings.ts';
import type { NewMeeting, ScheduledMeetings } from './meetings.ts';
import { createMemoryLines } from './memory-lines.ts';
import { createMemoryScheduledMeetings } from './memory-scheduled-meetings.ts';

let dynamoDb: TestDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.stop());

const NOW = 1_795_600_000_000;
let tables = 0;

async function inDynamoDb(now: () => number): Promise<ScheduledMeetings> {
  const table = `meetings-${tables++}`;
  await dynamoDb.createTable(meetingsTable(table));
  return createScheduledMeetings({ table, now, client: dynamoDb.client, deadlineMs: 30_000 });
}

const meeting = (more: Partial<NewMeeting> = {}): NewMeeting => ({
  ...{ eventId: '123456', series: 'series-1', salt: 'salt-1', organiser: 'boss@example.com' },
  ...{ createdAt: NOW, closesAt: NOW + 1_000, ...more },
});
const KEY = meeting();
const asOpened = (more: Partial<NewMeeting> = {}) => ({ ...meeting(more), generation: 0, here: [], sentAt: 0 });

describe.each([
  ['in DynamoDB', inDynamoDb],
  ['in memory', async (now: () => number) => createMemoryScheduledMeetings(now)],
])('meetings %s', (_, open) => {
  async function world() {
    let time = NOW;
    const meetings = await open(() => time);
    return { meetings, pass: (ms: number) => void (time += ms) };
  }

  test('an event id is for one meeting at a time', async () => {
    const { meetings, pass } = await world();
    const all = await Promise.all(['a', 'b', 'c'].map((series) => meetings.open(meeting({ series }))));
    const [first] = all;
    expect(all).toEqual(Array(3).fill(asOpened({ series: first!.series })));
    expect(await meetings.get('123456')).toEqual(first);
    expect(await meetings.get('123456', first!.series)).toEqual(first);
    expect(await meetings.get('123456', 'another')).toBeUndefined();
    expect(await meetings.get('654321')).toBeUndefined();
    await meetings.enter(first!, 'p-1');
    await meetings.end(first!, NOW + 1);
    expect((await meetings.open(meeting({ series: 'd' }))).series).toBe(first!.series);
    pass(1_000);
    expect(await meetings.get('123456')).toBeUndefined();
    const next = { series: 'e', closesAt: NOW + 9_000 };
    expect(await meetings.open(meeting(next))).toEqual(asOpened(next));
    expect(await meetings.get('123456')).toEqual(asOpened(next));
  });

  test('people come and go', async () => {
    const { meetings } = await world();
    await meetings.open(KEY);
    expect((await meetings.enter(KEY, 'a'))?.here).toEqual(['a']);
    expect([...((await meetings.enter(KEY, 'b'))?.here ?? [])].sort()).toEqual(['a', 'b']);
    expect((await meetings.enter(KEY, 'a'))?.here).toHaveLength(2);
    expect((await meetings.leave(KEY, 'a'))?.here).toEqual(['b']);
    expect((await meetings.leave(KEY, 'a'))?.here).toEqual(['b']);
    expect((await meetings.leave(KEY, 'b'))?.here).toEqual([]);
    expect(await meetings.leave({ ...KEY, series: 'another' }, 'b')).toBeUndefined();
  });

  test('nobody comes to what is over; who is there leaves it', async () => {
    const { meetings, pass } = await world();
    await meetings.open(KEY);
    await meetings.enter(KEY, 'a');
    await meetings.useMeeting(KEY, { meetingId: 'm-1', generation: 1 });
    expect(await meetings.end(KEY, NOW + 5)).toMatchObject({ endedAt: NOW + 5 });
    expect(await meetings.end(KEY, NOW + 6)).toMatchObject({ endedAt: NOW + 5, inUse: { meetingId: 'm-1' } });
    expect(await meetings.enter(KEY, 'b')).toBeUndefined();
    expect(await meetings.useMeeting(KEY, { meetingId: 'm-2', generation: 2 })).toBeUndefined();
    pass(1_000);
    expect(await meetings.enter(KEY, 'b')).toBeUndefined();
    expect(await meetings.leave(KEY, 'a')).toMatchObject({ here: [], inUse: { meetingId: 'm-1' } });
    expect(await meetings.dropMeeting(KEY, 'm-1', { ifEmpty: true })).toBe(true);
  });

  test('the first one puts a meeting in use, the others find it', async () => {
    const { meetings } = await world();
    await meetings.open(KEY);
    const used = await Promise.all(
      ['m-1', 'm-2'].map((meetingId) => meetings.useMeeting(KEY, { meetingId, generation: 1 })),
    );
    expect(used[0]).toEqual(used[1]);
    const next = { meetingId: 'm-3', generation: 2 };
    expect(await meetings.useMeeting(KEY, next)).toEqual(next);
    expect(await meetings.useMeeting(KEY, { meetingId: 'm-4', generation: 2 })).toEqual(next);
    expect(await meetings.get('123456')).toMatchObject({ inUse: next, generation: 2 });
  });

  test('a meeting is dropped when nobody is here, or in any case', async () => {
    const { meetings } = await world();
    await meetings.open(KEY);
    await meetings.enter(KEY, 'a');
    await meetings.useMeeting(KEY, { meetingId: 'm-1', generation: 1 });
    expect(await meetings.dropMeeting(KEY, 'm-1', { ifEmpty: true })).toBe(false);
    expect(await meetings.dropMeeting(KEY, 'm-1', { ifEmpty: false })).toBe(true);
    expect(await meetings.get('123456')).toEqual({ ...asOpened(), generation: 1 });
    await meetings.enter(KEY, 'b');
    await meetings.useMeeting(KEY, { meetingId: 'm-2', generation: 2 });
    // What has been dropped stays so, whoever asks, and leaves the next one alone.
    expect(await meetings.dropMeeting(KEY, 'm-1', { ifEmpty: true })).toBe(true);
    expect(await meetings.dropMeeting({ ...KEY, series: 'another' }, 'm-2', { ifEmpty: false })).toBe(true);
    expect(await meetings.get('123456')).toMatchObject({ here: ['b'], inUse: { meetingId: 'm-2' } });
    await meetings.leave(KEY, 'b');
    expect(await meetings.dropMeeting(KEY, 'm-2', { ifEmpty: true })).toBe(true);
  });

  test('the latest message is noted', async () => {
    const { meetings } = await world();
    await meetings.open(KEY);
    for (const sentAt of [5, 9, 7]) await meetings.noteSent(KEY, sentAt);
    await meetings.noteSent({ ...KEY, series: 'another' }, 11);
    expect(await meetings.get('123456')).toMatchObject({ sentAt: 9 });
  });
});

describe.each([
  [
    'in DynamoDB',
    async () => {
      const table = `counters-${tables++}`;
      await dynamoDb.createSimpleTable(table, 'id');
      return createLines({ table, client: dynamoDb.client, deadlineMs: 30_000 });
    },
  ],
  ['in memory', async () => createMemoryLines()],
])('lines %s', (_, open) => {
  const until = NOW + 1_000;

  test('are so many', async () => {
    const lines = await open();
    expect(await lines.take('a', { limit: 0, until, now: NOW })).toBe(false);
    const take = (holder: string, now = NOW, limit = 2) => lines.take(holder, { limit, until: now + 1_000, now });
    expect([await take('a'), await take('b'), await take('c')]).toEqual([true, true, false]);
    // Who has one keeps it.
    expect(await take('a', NOW + 500)).toBe(true);
    await lines.release('b');
    await lines.release('b');
    expect([await take('c'), await take('d')]).toEqual([true, false]);
    expect(await take('e', NOW, 3)).toBe(true);
  });

  test('that are not given back are free when their time is over', async () => {
    const lines = await open();
    for (const holder of ['a', 'b']) await lines.take(holder, { limit: 2, until, now: NOW });
    await lines.take('b', { limit: 2, until: until + 500, now: NOW });
    expect(await lines.take('c', { limit: 2, until, now: until - 1 })).toBe(false);
    expect(await lines.take('c', { limit: 2, until: until + 900, now: until })).toBe(true);
    expect(await lines.take('d', { limit: 2, until: until + 900, now: until })).toBe(false);
  });

  test('are taken by as many as there are, however many ask at once', async () => {
    const lines = await open();
    const taken = await Promise.all(
      Array.from({ length: 8 }, (_each, index) => lines.take(`holder-${index}`, { limit: 3, until, now: NOW })),
    );
    expect(taken.filter(Boolean)).toHaveLength(3);
  });
});
