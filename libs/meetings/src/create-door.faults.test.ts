import { describe, expect, test } from '@jest/globals';
import type { Participant } from '@patchbay/repositories';
import fc from 'fast-check';
import { KEY, NOW, world } from '../test/door-world.ts';

/** A world in which one request fails: it is not done at all, or its answer is lost. */
async function failing(fails: number, when: 'before' | 'after') {
  let first: number | undefined = Infinity;
  const known = await world({
    async around(_request, now, number) {
      first ??= number;
      if (now === when && number === first + fails - 1) throw new Error('time-out');
    },
  });
  return {
    ...known,
    /** Whether it has failed. */
    async trouble(work: () => Promise<unknown>): Promise<boolean> {
      first = undefined;
      const failed = await work().then(
        () => false,
        () => true,
      );
      first = Infinity;
      return failed;
    },
  };
}

const steps = Array.from({ length: 8 }, (_, index) => index + 1);
const faults = (['before', 'after'] as const).flatMap((when) => steps.map((step) => [step, when] as const));

describe('one of the requests fails', () => {
  test.each(faults)('%i of who enters (%s it is done), and he hangs up: nothing is left', async (step, when) => {
    const { door, nikki, trouble, meetings, scheduled, placesOf } = await failing(step, when);
    // To be here, the meeting, its use, to be here still, the attendee, the place.
    expect(await trouble(() => door.enter(nikki, 'leg-1', 'phone'))).toBe(step <= 6);
    await door.leave(nikki, 'leg-1');
    expect(await placesOf(nikki)).toEqual([]);
    expect(await scheduled()).toMatchObject({ here: [] });
    expect(await scheduled()).not.toHaveProperty('inUse');
    // A meeting that nobody could be told of ends by itself.
    const isUntold = step === 3 ? when === 'before' : step === 2 && when === 'after';
    expect(meetings.live.size).toBe(isUntold ? 1 : 0);
    expect(meetings.attendees()).toEqual([]);
  });

  test.each(faults)('%i of who enters (%s it is done), and he tries again: he is in, once', async (step, when) => {
    const { door, nikki, trouble, meetings, scheduled } = await failing(step, when);
    await trouble(() => door.enter(nikki, 'leg-1', 'phone'));
    const entered = await door.enter(nikki, 'leg-1', 'phone');
    expect(entered).toMatchObject({ ok: true, meetingId: (await scheduled())?.inUse?.meetingId });
    expect(meetings.attendees()).toEqual([`p-${nikki.id}-leg-1`]);
    expect(meetings.live.size).toBe(1);
  });

  test.each(faults)('%i of who leaves (%s it is done), and he leaves again: he has left', async (step, when) => {
    const { door, nikki, jane, trouble, meetings, placesOf } = await failing(step, when);
    await door.enter(nikki, 'leg-1', 'phone');
    await door.enter(jane, 'leg-2', 'phone');
    expect(await trouble(() => door.leave(nikki, 'leg-1'))).toBe(step <= 4);
    await door.leave(nikki, 'leg-1');
    expect(meetings.attendees()).toEqual([`p-${jane.id}-leg-2`]);
    expect(await placesOf(nikki)).toEqual([]);
  });

  test.each(faults)('%i of the last one who leaves (%s it is done): the next one has a meeting', async (step, when) => {
    const { door, nikki, jane, trouble, meetings, scheduled, placesOf } = await failing(step, when);
    await door.enter(nikki, 'leg-1', 'phone');
    expect(await trouble(() => door.leave(nikki, 'leg-1'))).toBe(step <= 5);
    await door.leave(nikki, 'leg-1');
    expect(await placesOf(nikki)).toEqual([]);
    expect(await scheduled()).not.toHaveProperty('inUse');
    const entered = await door.enter(jane, 'leg-2', 'phone');
    expect(entered.ok && meetings.live.has(entered.meetingId)).toBe(true);
  });
});

test('what Chime refuses is no secret, and the place is kept for the next try', async () => {
  const { door, nikki, jane, placesOf, meetings } = await world();
  await door.enter(nikki, 'leg-1', 'phone');
  await door.enter(jane, 'leg-2', 'phone');
  meetings.busy.add('remove');
  await expect(door.leave(nikki, 'leg-1')).rejects.toThrow('A meeting can not be left: no');
  expect(await placesOf(nikki)).toEqual(['leg-1']);
  meetings.busy.clear();
  await door.leave(nikki, 'leg-1');
  expect(await placesOf(nikki)).toEqual([]);
  expect(meetings.attendees()).toEqual([`p-${jane.id}-leg-2`]);
});

test('whoever comes again, and is refused for a moment, is not taken for one who has left', async () => {
  const { door, nikki, jane, participants, meetings, scheduled } = await world();
  await door.enter(nikki, 'leg-1', 'browser');
  await door.enter(jane, 'leg-2', 'phone');
  const known = (await participants.get(nikki))!;
  meetings.busy.add('add');
  expect(await door.enter(known, 'leg-1', 'browser')).toMatchObject({ ok: false, reason: 'throttled' });
  await door.leave(jane, 'leg-2');
  expect(meetings.attendees()).toEqual([`p-${nikki.id}-leg-1`]);
  expect((await scheduled())?.here).toHaveLength(1);
});

test('who had a place in a meeting that has ended, and gets none in the next, is not here', async () => {
  const { door, nikki, participants, meetings, scheduled } = await world();
  await door.enter(nikki, 'leg-1', 'browser');
  await door.ended(KEY, 'm-1');
  const known = (await participants.get(nikki))!;
  meetings.busy.add('add');
  expect(await door.enter(known, 'leg-1', 'browser')).toMatchObject({ reason: 'throttled' });
  expect(await scheduled()).toMatchObject({ here: [] });
  expect(await scheduled()).not.toHaveProperty('inUse');
});

describe('at the same moment', () => {
  test('the meeting that has ended is noted to have: whoever comes is here all the same', async () => {
    let meetingEnds = async () => {};
    const known = await world({
      around: (request, when) => (request === 'open' && when === 'before' ? meetingEnds() : Promise.resolve()),
    });
    const { door, nikki, jane, mary, meetings } = known;
    await door.enter(nikki, 'leg-1', 'phone');
    meetings.live.clear();
    meetingEnds = () => known.scheduledMeetings.dropMeeting(KEY, 'm-1', { ifEmpty: false }).then(() => undefined);
    const entered = await door.enter(jane, 'leg-2', 'phone');
    meetingEnds = async () => {};
    await door.enter(mary, 'leg-3', 'phone');
    await door.leave(mary, 'leg-3');
    expect(entered.ok && meetings.live.has(entered.meetingId)).toBe(true);
  });

  test('the organiser ends it: no meeting is left', async () => {
    const known = await world({
      around: async (request, when) => {
        if (request === 'open' && when === 'after') await known.scheduledMeetings.end(KEY, NOW);
      },
    });
    expect(await known.door.enter(known.nikki, 'leg-1', 'phone')).toEqual({ ok: false, reason: 'over' });
    expect(known.meetings.live.size).toBe(0);
  });

  test('he has left and come again: he is here', async () => {
    let comesAgain = async () => {};
    const known = await world({
      around: (request, when) => (request === 'leave' && when === 'before' ? comesAgain() : Promise.resolve()),
    });
    const { door, nikki, meetings, scheduled } = known;
    await door.enter(nikki, 'leg-1', 'browser');
    comesAgain = async () => void (await door.notePresence(nikki, 'leg-1', true, NOW + 20));
    expect(await door.notePresence(nikki, 'leg-1', false, NOW + 10)).toBe(true);
    expect((await scheduled())?.here).toHaveLength(1);
    expect(meetings.live.size).toBe(1);
  });

  test('he has come and left again: he is not here', async () => {
    let leavesAgain = async () => {};
    const known = await world({
      around: (request, when) => (request === 'enter' && when === 'before' ? leavesAgain() : Promise.resolve()),
    });
    const { door, nikki, meetings, scheduled } = known;
    await door.enter(nikki, 'leg-1', 'browser');
    leavesAgain = async () => {
      leavesAgain = async () => {};
      await door.notePresence(nikki, 'leg-1', false, NOW + 20);
    };
    expect(await door.notePresence(nikki, 'leg-1', true, NOW + 10)).toBe(true);
    expect(await scheduled()).toMatchObject({ here: [] });
    expect(meetings.live.size).toBe(0);
  });

  test('his meeting has ended: he is not here', async () => {
    const { door, nikki, scheduled } = await world();
    await door.enter(nikki, 'leg-1', 'browser');
    await door.ended(KEY, 'm-1');
    expect(await door.notePresence(nikki, 'leg-1', true, NOW + 10)).toBe(true);
    expect(await scheduled()).toMatchObject({ here: [] });
  });

  test('his notices of coming and going cross each other: what holds is what was last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.boolean(), { minLength: 2, maxLength: 4 }),
        async (scheduler, notices) => {
          const known = await world({ around: async () => scheduler.schedule(Promise.resolve()) });
          const { door, nikki, jane, scheduled } = known;
          await scheduler.waitFor(Promise.all([nikki, jane].map((each) => door.enter(each, 'leg', 'browser'))));
          const told = notices.map((there, index) => door.notePresence(nikki, 'leg', there, NOW + 10 + index));
          await scheduler.waitFor(Promise.all(told));
          const { here = [] } = (await scheduler.waitFor(scheduled())) ?? {};
          expect(here.includes(`${nikki.id}/leg`)).toBe(notices.at(-1));
          expect(here).toContain(`${jane.id}/leg`);
        },
      ),
      { seed: 20_261_125, numRuns: 300 },
    );
  });

  test('three come and go, in whatever order their requests are done: who is in is in a meeting, and else there is none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
        async (scheduler, leaves) => {
          const known = await world({ around: async () => scheduler.schedule(Promise.resolve()) });
          const { door, meetings, nikki, jane, mary } = known;
          const stay = async (participant: Participant, index: number) => {
            const entered = await door.enter(participant, `leg-${index}`, 'phone');
            if (!entered.ok) throw new Error(entered.reason);
            if (leaves[index]) await door.leave(participant, `leg-${index}`);
            return entered.meetingId;
          };
          const meetingIds = await scheduler.waitFor(Promise.all([nikki, jane, mary].map(stay)));
          const staying = meetingIds.filter((_, index) => !leaves[index]);
          expect([...meetings.live.keys()]).toEqual([...new Set(staying)]);
          expect(meetings.attendees()).toHaveLength(staying.length);
        },
      ),
      { seed: 20_261_125, numRuns: 300 },
    );
  });
});
