import { describe, expect, test } from '@jest/globals';
import type { RefusalReason } from '@patchbay/chime';
import type { MailResult } from '../src/mail/mailer.ts';
import { DIAL_IN, idOf, KEY, NOW, startWorld, type Given, type World } from './support/invite-world.ts';

const MINUTE_MS = 60_000;
const mailed = (count: number) => Array.from({ length: count }, () => ({ called: false }));
const called = (count: number) => Array.from({ length: count }, () => ({ mailed: false }));
const secondsOf = (list: readonly { at: number }[]) => list.map(({ at }) => Math.floor((at - NOW) / 1_000));
const refused = (reason: RefusalReason) => ({ ok: false, reason, message: 'no', cause: undefined }) as const;
const failed = (reason: 'not-sent' | 'rejected' | 'unknown'): MailResult => ({ ok: false, reason, code: 'Failed' });
const outcomesOf = async (world: World) => (await world.people()).map(({ outcome }) => outcome);

async function drained(given: Given): Promise<World & { outcomes: string[] }> {
  const world = await startWorld(given);
  await world.schedule();
  const outcomes = (await world.drain()).map(({ outcome }) => outcome);
  return { ...world, outcomes };
}

test('nobody is mailed or called any more when the meeting has ended meanwhile', async () => {
  const world = await startWorld({ people: Array.from({ length: 40 }, () => ({})) });
  await world.schedule();
  world.time.after(1_500, () => void world.scheduledMeetings.end(KEY, world.time.now()));
  expect(await world.drain()).toEqual([{ outcome: 'over', mails: 20, calls: 2 }]);
  expect([world.sent.length, world.placed.length]).toEqual([20, 2]);
  expect(await world.lines.take('another', { limit: 3, until: NOW + 60_000, now: world.time.now() })).toBe(true);
});

describe('mails', () => {
  test('go to everybody, so many a second, each with a passcode and a link of its own', async () => {
    const { sent, people, outcomes, errors } = await drained({ people: mailed(25) });
    expect(sent.map(({ to }) => to)).toEqual(Array.from({ length: 25 }, (_, index) => `person-${index}@example.com`));
    expect(secondsOf(sent)).toEqual([...Array(10).fill(0), ...Array(10).fill(1), ...Array(5).fill(2)]);
    const passcodes = sent.map(({ text }) => /,,123456,,(\d{6})\n/.exec(text)?.[1]);
    const links = sent.map(({ text }) => /#(\w{16}\.\S+)\n/.exec(text)?.[1]);
    expect(new Set(passcodes).size).toBe(25);
    expect(links.map((link) => link?.slice(0, 16))).toEqual(sent.map((_, index) => idOf(index)));
    expect(sent[0]?.text).toContain(`https://meet.example.com/meetings/123456#${links[0]}`);
    expect(new Set((await people()).map(({ mail }) => mail))).toEqual(new Set(['sent']));
    expect([outcomes, errors]).toEqual([['done'], []]);
  });

  test.each<[string, MailResult, number, string]>([
    ['that were not sent are sent later', failed('not-sent'), 2, 'sent'],
    ['that are rejected are not sent again', failed('rejected'), 1, 'failed'],
    ['of which nobody knows are not sent again', failed('unknown'), 1, 'unknown'],
  ])('%s', async (_, result, times, state) => {
    const { sent, person, notes } = await drained({ people: mailed(1), mails: [result] });
    expect(sent).toHaveLength(times);
    expect(secondsOf(sent)).toEqual([0, 10].slice(0, times));
    expect(await person(0)).toMatchObject({ mail: state });
    expect(notes).toHaveLength(1);
    expect(notes.join()).not.toContain('@');
  });

  test('are not begun when SES has said that it is too much', async () => {
    const { sent, people } = await drained({
      people: mailed(30),
      mails: [...Array<MailResult>(3).fill({ ok: true }), failed('not-sent')],
    });
    expect(secondsOf(sent).filter((at) => at < 10)).toHaveLength(10);
    expect(sent).toHaveLength(31);
    expect((await people()).every(({ mail }) => mail === 'sent')).toBe(true);
  });

  test('that somebody has taken who is gone are unknown after a minute', async () => {
    const world = await startWorld({ people: mailed(1) });
    await world.participants.claimMail({ ...KEY, id: idOf(0) }, { passcode: 'a', link: 'b' }, NOW);
    await world.schedule();
    await world.drain();
    expect(world.sent).toEqual([]);
    expect(await world.person(0)).toMatchObject({ mail: 'unknown' });
    expect(world.time.now()).toBe(NOW + MINUTE_MS);
    await world.participants.resend({ ...KEY, id: idOf(0) });
    await world.schedule();
    await world.drain();
    expect(world.sent).toHaveLength(1);
  });

  test('draw another passcode when one is in use', async () => {
    let draw = 0;
    const { sent } = await drained({
      people: mailed(2),
      deps: () => ({
        async credentials(_, id) {
          const passcode = ['111111', '111111', '222222'][draw++] ?? '';
          return { passcode, link: `${id}.${draw}`, digests: { passcode, link: `${id}.${draw}` } };
        },
      }),
    });
    expect(sent.map(({ text }) => /your passcode (\d+)/.exec(text)?.[1]).sort()).toEqual(['111111', '222222']);
  });

  test('stay due where nobody can send them, and nobody waits for that', async () => {
    const { person, outcomes } = await drained({ people: mailed(1), deps: () => ({ mailer: undefined }) });
    expect(await person(0)).toMatchObject({ mail: 'due' });
    expect(outcomes).toEqual(['done']);
  });
});

describe('calls', () => {
  test('are placed from the number that people dial, one a second, and bring along whose they are', async () => {
    const world = await drained({ people: called(3) });
    expect(secondsOf(world.placed)).toEqual([0, 1, 2]);
    expect(world.placed[1]).toMatchObject({
      ...{ sipMediaApplicationId: 'sma-1', from: DIAL_IN, to: '+14255550001' },
      arguments: { flow: 'meeting-dialer', ...KEY, participantId: idOf(1), attempt: '1' },
    });
    expect(await outcomesOf(world)).toEqual(['joined', 'joined', 'joined']);
    expect(world.outcomes.at(-1)).toBe('done');
    expect(world.errors).toEqual([]);
  });

  test.each([0, 1, 600, 1_099])(
    'are more than a second apart, whenever the message comes (after %i ms)',
    async (ms) => {
      const world = await startWorld({ people: called(3) });
      await world.time.pass(ms);
      await world.schedule();
      await world.drain();
      const pauses = world.placed.slice(1).map(({ at }, index) => at - (world.placed[index]?.at ?? 0));
      expect(pauses).toEqual([1_100, 1_100]);
      expect((world.placed[0]?.at ?? 0) - NOW - ms).toBeLessThan(1_100);
    },
  );

  test('share the second with those of other meetings', async () => {
    const world = await startWorld({ people: called(1), settings: { callsPerSecond: 2 } });
    const window = NOW / 1_100;
    for (const each of [window, window, window + 1, window + 1]) {
      await world.counters.count(`meeting-calls/${each}`, { limit: 2, expires: 0 });
    }
    await world.schedule();
    await world.drain();
    expect(secondsOf(world.placed)).toEqual([2]);
  });

  test('whose end nobody hears are not waited for for ever', async () => {
    const world = await startWorld({ people: called(1) });
    const key = { ...KEY, id: idOf(0) };
    await world.participants.claimCall(key, { now: NOW, patienceMs: 10_000 });
    await world.participants.receipt(key, 1, 'call-1', NOW);
    await world.schedule();
    expect((await world.drain()).at(-1)).toMatchObject({ outcome: 'done', calls: 0 });
    expect(world.time.now() - NOW).toBeLessThanOrEqual(11 * MINUTE_MS);
  });

  test.each<[RefusalReason, number[], string]>([
    ['throttled', [0, 15], 'joined'],
    ['quota', [0, 15], 'joined'],
    ['invalid', [0], 'failed'],
    ['forbidden', [0], 'failed'],
    ['not-found', [0], 'failed'],
    // It was placed after all, and has said so.
    ['unknown', [0], 'joined'],
  ])('that are refused (%s) are placed after %j seconds, and the person has %s', async (reason, times, outcome) => {
    const { placed, person, notes } = await drained({ people: called(1), calls: [refused(reason)] });
    expect(secondsOf(placed)).toEqual(times);
    const then = await person(0);
    expect(then).toMatchObject({ outcome });
    expect(then?.reason === undefined).toBe(outcome !== 'failed');
    expect(notes).toHaveLength(1);
  });

  test('that say nothing are placed again after ten seconds, and whoever is late is not the one', async () => {
    const { placed, person } = await drained({ people: called(1), answers: [{ receiptAfter: 12_000 }, {}] });
    expect(secondsOf(placed)).toEqual([0, 11]);
    expect(placed.map(({ arguments: { attempt } = {} }) => attempt)).toEqual(['1', '2']);
    expect((await person(0))?.call).toMatchObject({ attempt: 2, transactionId: 'call-2' });
  });

  test('that never say a word are given up', async () => {
    const { placed, person, outcomes } = await drained({ people: called(1), answers: [{ receiptAfter: undefined }] });
    expect(secondsOf(placed)).toEqual([0, 11, 22, 33, 44]);
    expect(await person(0)).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/never been heard of/) });
    expect(outcomes.at(-1)).toBe('done');
  });

  test.each([0, 1])(
    'whose end is never heard have failed some time, and give their line back (%i retries)',
    async (retries) => {
      const { placed, person, lines, outcomes, time } = await drained({
        people: called(1),
        answers: [{ outcome: 'lost' }],
        settings: { retries },
      });
      expect(placed).toHaveLength(1);
      expect(await person(0)).toMatchObject({ outcome: 'failed', reason: 'What became of the call was never heard.' });
      expect(outcomes.at(-1)).toBe('done');
      expect(time.now() - NOW).toBeGreaterThanOrEqual(10 * MINUTE_MS);
      expect(time.now() - NOW).toBeLessThan(12 * MINUTE_MS);
      expect(await lines.take('another', { limit: 1, until: time.now() + 1, now: NOW })).toBe(true);
    },
  );

  test.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('that nobody answers are placed again %i times', async (retries, times) => {
    const answers = [{ outcome: 'no-answer' as const }];
    const { placed, person } = await drained({ people: called(1), settings: { retries }, answers });
    expect(placed).toHaveLength(times);
    expect(await person(0)).toMatchObject({ outcome: 'no-answer' });
    const pauses = secondsOf(placed).map((at, index, all) => at - (all[index - 1] ?? at));
    for (const pause of pauses.slice(1)) expect(pause).toBeGreaterThanOrEqual(60);
  });

  test('wait for a line', async () => {
    const world = await startWorld({ people: called(3), settings: { activeCalls: 4, callsPerSecond: 10 } });
    await world.schedule();
    await world.time.while(world.invoke());
    expect(world.placed).toHaveLength(2);
    await world.time.pass(5_000);
    await world.lines.release(world.lineOf(0));
    await world.drain();
    expect(world.placed.map(({ to }) => to)).toEqual(['+14255550000', '+14255550001', '+14255550002']);
  });

  test('give back the line that came to nothing', async () => {
    const { placed } = await drained({
      people: called(2),
      settings: { activeCalls: 2 },
      calls: [refused('invalid')],
    });
    expect(secondsOf(placed)).toEqual([0, 1]);
  });

  test('beyond what the organiser may place fail, and say why', async () => {
    const quota = { calls: 2, windowSeconds: 3_600 };
    const { placed, people } = await drained({ people: called(3), quotaLimits: { perUser: quota, total: quota } });
    expect(placed).toHaveLength(2);
    expect((await people()).map(({ outcome, reason }) => [outcome, reason !== undefined])).toEqual([
      ['joined', false],
      ['joined', false],
      ['failed', true],
    ]);
  });

  test('beyond that keep no line, and those that wait for a line do not count', async () => {
    const none = { calls: 0, windowSeconds: 3_600 };
    const settings = { activeCalls: 2 };
    const { people, outcomes } = await drained({
      ...{ people: called(2), settings },
      quotaLimits: { perUser: none, total: none },
    });
    expect((await people()).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect(outcomes).toEqual(['done']);

    let counted = 0;
    const world = await startWorld({
      ...{ people: called(3), settings },
      deps: ({ quota }) => ({ quota: { take: (...call) => ((counted += 1), quota.take(...call)) } }),
    });
    await world.time.while(world.invoke());
    expect([world.placed.length, counted]).toEqual([1, 1]);
  });

  test.each<[string, Given['deps']]>([
    ['there is no number to call from', () => ({ dialIn: async () => undefined })],
    ['the telephones have not been set up', () => ({ telephony: () => Promise.reject(new Error('not set up')) })],
  ])('stay due while %s', async (_, deps) => {
    const world = await startWorld({ people: called(1), ...(deps && { deps }) });
    expect(await world.time.while(world.invoke())).toMatchObject({ outcome: 'goes-on', calls: 0 });
    expect([world.placed, world.errors.length]).toEqual([[], 1]);
    // It is of no use to look again at once.
    expect(world.queue.map(({ delay }) => delay)).toEqual([30]);
  });
});

test('mails and calls do not wait for each other', async () => {
  const { sent, placed } = await drained({ people: Array(20).fill({}) });
  expect(secondsOf(sent).at(-1)).toBe(1);
  expect(secondsOf(placed)[0]).toBe(0);
});

describe('what goes wrong with one', () => {
  test('stops no other, and is done later', async () => {
    let fails = 4;
    const { sent, placed, people, errors } = await drained({
      people: Array(3).fill({}),
      deps: ({ participants }) => ({
        participants: {
          ...participants,
          claimMail: async (key, ...rest) => {
            if (key.id === idOf(1) && fails-- > 0) throw new Error('no table');
            return participants.claimMail(key, ...rest);
          },
          claimCall: async (key, ...rest) => {
            if (key.id === idOf(1) && fails-- > 0) throw new Error('no table');
            return participants.claimCall(key, ...rest);
          },
        },
      }),
    });
    expect(sent.map(({ to }) => to)).toEqual([0, 2, 1].map((index) => `person-${index}@example.com`));
    expect(placed.map(({ to }) => to).slice(0, 2)).toEqual(['+14255550000', '+14255550002']);
    expect((await people()).map(({ mail, outcome }) => [mail, outcome])).toEqual(Array(3).fill(['sent', 'joined']));
    expect(errors).toHaveLength(4);
  });
});

describe('a meeting', () => {
  test('that has ended invites nobody any more', async () => {
    const world = await startWorld({ people: Array(3).fill({}) });
    await world.scheduledMeetings.end(KEY, NOW);
    expect(await world.time.while(world.invoke())).toEqual({ outcome: 'over', mails: 0, calls: 0 });
    expect([world.sent, world.placed, world.queue]).toEqual([[], [], []]);
  });

  test('that ends meanwhile does not go on', async () => {
    const world = await startWorld({ people: called(5) });
    world.time.after(2_500, () => void world.scheduledMeetings.end(KEY, NOW + 2_500));
    expect(await world.time.while(world.invoke())).toMatchObject({ outcome: 'over' });
    expect(world.queue).toEqual([]);
  });

  test('that has closed, or another one with its event id, is none', async () => {
    const world = await startWorld({ people: Array(3).fill({}) });
    expect(await world.invoke({ ...KEY, series: 'another', sentAt: NOW })).toMatchObject({ outcome: 'over' });
    await world.time.pass(86_400_000);
    expect(await world.invoke()).toMatchObject({ outcome: 'over' });
    expect([world.sent, world.placed]).toEqual([[], []]);
  });
});

describe('messages', () => {
  test('follow each other until everybody is called, and none takes longer than its invocation', async () => {
    const { placed, outcomes, people } = await drained({ people: called(250) });
    expect(placed).toHaveLength(250);
    expect(new Set(placed.map(({ to }) => to)).size).toBe(250);
    expect((await people()).every(({ outcome }) => outcome === 'joined')).toBe(true);
    expect(outcomes.length).toBeGreaterThan(4);
    expect(outcomes.length).toBeLessThan(12);
    expect((placed.at(-1)?.at ?? 0) - NOW).toBeLessThan(330_000);
    expect(new Set(placed.map(({ at }) => Math.floor(at / 1_000))).size).toBe(250);
  });

  test('of the same meeting at the same time invite everybody once', async () => {
    const world = await startWorld({ people: Array(20).fill({}), settings: { callsPerSecond: 5 } });
    const both = Promise.all([world.invoke(), world.invoke(), world.invoke({ ...KEY, sentAt: NOW + 1 })]);
    await world.time.while(both);
    await world.drain();
    expect(new Set(world.sent.map(({ to }) => to)).size).toBe(20);
    expect(world.sent).toHaveLength(20);
    expect(world.placed).toHaveLength(20);
  });

  test('that are several become one, and the last one ends when nothing is open', async () => {
    const world = await startWorld({ people: called(1), answers: [{ outcome: 'no-answer' }] });
    for (let each = 0; each < 5; each++) world.queue.push({ at: NOW, delay: 0, message: { ...KEY, sentAt: NOW } });
    const outcomes = (await world.drain()).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'taken-over').length).toBeGreaterThanOrEqual(4);
    expect(outcomes.at(-1)).toBe('done');
    expect(world.placed).toHaveLength(2);
  });

  test('are sent before that is noted: who is gone in between leaves one that goes on', async () => {
    const world = await startWorld({ people: called(1), answers: [{ outcome: 'no-answer' }] });
    const broken = { ...world.scheduledMeetings, noteSent: () => Promise.reject(new Error('no table')) };
    const work = world.invoke(undefined, { ...world.deps, scheduledMeetings: broken });
    await expect(world.time.while(work)).rejects.toThrow('no table');
    expect(world.queue).toHaveLength(1);
    await world.drain();
    expect(await world.person(0)).toMatchObject({ outcome: 'no-answer' });
    expect(world.placed).toHaveLength(2);
  });

  test('wait for what is next, ten seconds at least', async () => {
    const world = await startWorld({ people: called(1), answers: [{ outcome: 'no-answer' }] });
    await world.time.while(world.invoke());
    expect(world.queue.map(({ delay }) => delay)).toEqual([10]);
  });
});
