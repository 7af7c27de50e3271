import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { conferencesTable, startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { createConferences, type Conferences, type NewConference } from './conferences.ts';
import { createMemoryConferences } from './memory-conferences.ts';

let dynamoDb: TestDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.stop());

const NOW = 1_786_000_000_000;
let tables = 0;

async function inDynamoDb(now: () => number): Promise<Conferences> {
  const table = `conferences-${tables++}`;
  await dynamoDb.createTable(conferencesTable(table));
  return createConferences({ table, now, client: dynamoDb.client, deadlineMs: 30_000 });
}

const conference = (pin: string, more: Partial<NewConference> = {}): NewConference => ({
  ...{ id: `id-${pin}`, pin, name: 'Weekly', openedBy: 'me', waitingRoom: false },
  ...{ openedAt: NOW, closesAt: NOW + 1_000, ...more },
});

describe.each([
  ['in DynamoDB', inDynamoDb],
  ['in memory', async (now: () => number) => createMemoryConferences(now)],
])('%s', (_, open) => {
  async function world() {
    let time = NOW;
    const conferences = await open(() => time);
    return { conferences, pass: (ms: number) => void (time += ms) };
  }

  test('a PIN is for one conference at a time', async () => {
    const { conferences, pass } = await world();
    const opened = await Promise.all(['a', 'b', 'c'].map((id) => conferences.open(conference('12345', { id }))));
    expect(opened.filter(Boolean)).toHaveLength(1);
    const [winner] = ['a', 'b', 'c'].filter((_id, index) => opened[index]);
    expect(await conferences.ofPin('12345')).toEqual(conference('12345', { id: winner! }));
    expect(await conferences.ofPin('54321')).toBeUndefined();
    await conferences.useMeeting(conference('12345', { id: winner! }), { meetingId: 'm-1', generation: 1 });
    pass(1_000);
    expect(await conferences.ofPin('12345')).toBeUndefined();
    const next = conference('12345', { id: 'd', openedAt: NOW + 1_000, closesAt: NOW + 2_000 });
    expect(await conferences.open(next)).toBe(true);
    expect(await conferences.ofPin('12345')).toEqual(next);
  });

  test('whoever was in the one before it with the same PIN changes nothing in the next, and does not see it', async () => {
    const { conferences, pass } = await world();
    const before = conference('12345', { id: 'before' });
    await conferences.open(before);
    expect(await conferences.ofPin('12345', 'before')).toEqual(before);
    pass(1_000);
    const next = conference('12345', { id: 'next', openedAt: NOW + 1_000, closesAt: NOW + 2_000 });
    await conferences.open(next);
    expect(await conferences.ofPin('12345', 'before')).toBeUndefined();
    expect(await conferences.useMeeting(before, { meetingId: 'm-1', generation: 1 })).toBeUndefined();
    expect(await conferences.muteOthers(before, { muted: true, by: 'call-1', at: NOW })).toBe(false);
    expect(await conferences.ofPin('12345', 'next')).toEqual(next);
  });

  test('those that are open are listed, the latest first', async () => {
    const { conferences, pass } = await world();
    for (const [pin, closesAt] of [
      ['1', NOW + 500],
      ['2', NOW + 900],
      ['3', NOW + 900],
    ] as const) {
      await conferences.open(conference(pin, { openedAt: NOW + Number(pin), closesAt }));
    }
    expect((await conferences.list(2)).map(({ pin }) => pin)).toEqual(['3', '2']);
    pass(600);
    expect((await conferences.list(9)).map(({ pin }) => pin)).toEqual(['3', '2']);
  });

  test('its meeting is that of whoever is first, generation by generation', async () => {
    const { conferences } = await world();
    await conferences.open(conference('12345'));
    const use = (meetingId: string, generation: number) =>
      conferences.useMeeting(conference('12345'), { meetingId, generation });
    const [one, other] = await Promise.all([use('a', 1), use('b', 1)]);
    expect(one).toEqual(other);
    expect(['a', 'b']).toContain(one?.meetingId);
    expect(await use('c', 3)).toEqual(one);
    expect(await use('c', 2)).toEqual({ meetingId: 'c', generation: 2 });
    expect(await use('d', 2)).toEqual({ meetingId: 'c', generation: 2 });
    expect((await conferences.ofPin('12345'))?.meeting).toEqual({ meetingId: 'c', generation: 2 });
    expect(await conferences.useMeeting(conference('54321'), { meetingId: 'a', generation: 1 })).toBeUndefined();
  });

  test('what was asked for everybody else ends with the meeting', async () => {
    const { conferences } = await world();
    const own = conference('12345');
    await conferences.open(own);
    await conferences.useMeeting(own, { meetingId: 'a', generation: 1 });
    await conferences.muteOthers(own, { muted: true, by: 'call-1', at: 5 });
    await conferences.useMeeting(own, { meetingId: 'a', generation: 1 });
    expect((await conferences.ofPin('12345'))?.everyone).toMatchObject({ muted: true });
    await conferences.useMeeting(own, { meetingId: 'b', generation: 2 });
    expect((await conferences.ofPin('12345'))?.everyone).toBeUndefined();
  });

  test('of what was asked for everybody else the latest counts', async () => {
    const { conferences } = await world();
    await conferences.open(conference('12345'));
    const ask = (muted: boolean, at: number) =>
      conferences.muteOthers(conference('12345'), { muted, by: 'call-1', at });
    expect(await ask(true, 5)).toBe(true);
    expect(await ask(false, 4)).toBe(false);
    expect((await conferences.ofPin('12345'))?.everyone).toEqual({ muted: true, by: 'call-1', at: 5 });
    expect(await ask(false, 6)).toBe(true);
    expect(await conferences.muteOthers(conference('54321'), { muted: true, by: 'call-1', at: 1 })).toBe(false);
  });
});
