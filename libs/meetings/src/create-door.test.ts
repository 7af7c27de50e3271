import { beforeEach, describe, expect, test } from '@jest/globals';
import { KEY, NOW, refused, world } from '../test/door-world.ts';

let here: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  here = await world();
});

describe('who comes', () => {
  test('first makes the meeting, and the others find it', async () => {
    const { door, nikki, jane, meetings } = here;
    const [first, second] = await Promise.all([
      door.enter(nikki, 'leg-1', 'phone'),
      door.enter(jane, 'leg-2', 'browser'),
    ]);
    expect(first).toMatchObject({ ok: true, meetingId: 'm-1', attendee: { ExternalUserId: `p-${nikki.id}-leg-1` } });
    expect(second).toMatchObject({ ok: true, meetingId: 'm-1', attendee: { ExternalUserId: `p-${jane.id}-leg-2` } });
    expect(meetings.live.size).toBe(1);
    expect((await here.participants.get(nikki))?.places).toMatchObject({
      'leg-1': { meetingId: 'm-1', via: 'phone', there: false, at: NOW },
    });
  });

  test('with the same leg has the same place, with another one another', async () => {
    const { door, nikki, meetings } = here;
    const first = await door.enter(nikki, 'leg-1', 'browser');
    expect(await door.enter(nikki, 'leg-1', 'browser')).toEqual(first);
    await door.enter(nikki, 'leg-2', 'phone');
    expect(meetings.attendees()).toHaveLength(2);
  });

  test('when the meeting has ended by itself makes the next one', async () => {
    const { door, nikki, jane, meetings } = here;
    await door.enter(nikki, 'leg-1', 'browser');
    meetings.live.clear();
    const next = await door.enter(jane, 'leg-2', 'browser');
    expect(next).toMatchObject({ ok: true });
    expect(await here.scheduled()).toMatchObject({ generation: 2, inUse: { generation: 2 } });
    expect(await door.enter(nikki, 'leg-1', 'browser')).toMatchObject({ meetingId: next.ok && next.meetingId });
  });

  test('to what is over comes to nothing', async () => {
    const { door, nikki, meetings, scheduledMeetings, pass } = here;
    await scheduledMeetings.end(KEY, NOW);
    expect(await door.enter(nikki, 'leg-1', 'phone')).toEqual({ ok: false, reason: 'over' });
    const other = await world();
    pass(1_000);
    other.pass(1_000);
    expect(await other.door.enter(other.nikki, 'leg-1', 'phone')).toEqual({ ok: false, reason: 'over' });
    expect(meetings.live.size).toBe(0);
  });

  test.each([
    ['quota', 'full'],
    ['throttled', 'throttled'],
  ] as const)('and is not let in (%s) leaves nothing behind', async (reason, told) => {
    const { door, nikki, scheduled, meetings } = await world({ meetings: { add: async () => refused(reason) } });
    expect(await door.enter(nikki, 'leg-1', 'phone')).toMatchObject({ ok: false, reason: told });
    expect(await scheduled()).toMatchObject({ here: [] });
    expect(await scheduled()).not.toHaveProperty('inUse');
    expect(meetings.live.size).toBe(0);
  });
});

describe('who leaves', () => {
  test('takes his attendee along, and the last one the meeting', async () => {
    const { door, nikki, jane, meetings } = here;
    await door.enter(nikki, 'leg-1', 'phone');
    await door.enter(jane, 'leg-2', 'browser');
    await door.leave(nikki, 'leg-1');
    await door.leave(nikki, 'leg-1');
    expect(meetings.attendees()).toEqual([`p-${jane.id}-leg-2`]);
    await door.leave(jane, 'leg-2');
    expect(meetings.live.size).toBe(0);
    expect(await here.scheduled()).toMatchObject({ generation: 1, here: [] });
    expect(await door.enter(nikki, 'leg-1', 'phone')).toMatchObject({ ok: true });
    expect(meetings.live.size).toBe(1);
  });

  test('as somebody comes does not end the meeting for him', async () => {
    const { door, nikki, jane, meetings } = here;
    await door.enter(nikki, 'leg-1', 'phone');
    const [, entered] = await Promise.all([door.leave(nikki, 'leg-1'), door.enter(jane, 'leg-2', 'phone')]);
    expect(entered.ok && meetings.live.has(entered.meetingId)).toBe(true);
  });

  test('after the end gives his place back, too', async () => {
    const { door, nikki, meetings, scheduledMeetings } = here;
    await door.enter(nikki, 'leg-1', 'phone');
    await scheduledMeetings.end(KEY, NOW);
    await door.leave(nikki, 'leg-1');
    expect(meetings.live.size).toBe(0);
    expect((await here.participants.get(nikki))?.places).toEqual({});
  });
});

describe('presence', () => {
  test('is as of what is known last; the last one out ends the meeting', async () => {
    const { door, nikki, jane, meetings } = here;
    await door.enter(nikki, 'leg-1', 'browser');
    await door.enter(jane, 'leg-2', 'browser');
    expect(await door.notePresence(nikki, 'leg-1', true, NOW + 10)).toBe(true);
    expect(await door.notePresence(nikki, 'leg-1', false, NOW + 20)).toBe(true);
    expect(await door.notePresence(nikki, 'leg-1', true, NOW + 15)).toBe(false);
    expect((await here.scheduled())?.here).toHaveLength(1);
    expect(await door.notePresence(nikki, 'leg-1', true, NOW + 30)).toBe(true);
    expect((await here.scheduled())?.here).toHaveLength(2);
    for (const [who, leg] of [
      [nikki, 'leg-1'],
      [jane, 'leg-2'],
    ] as const) {
      await door.notePresence(who, leg, false, NOW + 40);
    }
    expect(meetings.live.size).toBe(0);
  });

  test('that is told late, of who has come again meanwhile, is old: nobody’s meeting ends as he loads the page again', async () => {
    const { door, nikki, participants, meetings, pass } = here;
    await door.enter(nikki, 'leg-1', 'browser');
    await door.notePresence(nikki, 'leg-1', true, NOW + 10);
    pass(30);
    const again = await door.enter((await participants.get(nikki))!, 'leg-1', 'browser');
    expect(await door.notePresence(nikki, 'leg-1', false, NOW + 20)).toBe(false);
    expect(again.ok && meetings.live.has(again.meetingId)).toBe(true);
    expect(await door.notePresence(nikki, 'leg-1', true, NOW + 40)).toBe(true);
    expect(await door.notePresence(nikki, 'leg-1', false, NOW + 50)).toBe(true);
    expect(meetings.live.size).toBe(0);
  });

  test('of a meeting that has ended: nobody is here, unless it is another one', async () => {
    const { door, nikki } = here;
    await door.enter(nikki, 'leg-1', 'browser');
    await door.ended(KEY, 'another');
    expect((await here.scheduled())?.here).toHaveLength(1);
    await door.ended(KEY, 'm-1');
    await door.ended(KEY, 'm-1');
    expect(await here.scheduled()).toMatchObject({ here: [], generation: 1 });
    expect(await here.scheduled()).not.toHaveProperty('inUse');
  });
});
