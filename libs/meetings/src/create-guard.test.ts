import { describe, expect, test } from '@jest/globals';
import { createMemoryCounters } from '@patchbay/dial-policy';
import { createMemoryParticipants, type ScheduledMeeting } from '@patchbay/repositories';
import { createGuard } from './create-guard.ts';
import type { GuessLimits, Guesser } from './guard.ts';

const NOW = 1_795_600_000_000;
const MEETING: ScheduledMeeting = {
  ...{
    eventId: '123456',
    series: 'series-1',
    salt: 'salt-1',
    organiser: 'boss@example.com',
    createdAt: NOW,
    closesAt: NOW + 86_400_000,
  },
  ...{ generation: 0, here: [], sentAt: 0 },
};
const RIGHT = '654321';
const user = (name: string): Guesser => ({ kind: 'user', id: name, email: `${name}@example.com` });
const caller = (number?: string): Guesser => ({ kind: 'caller', ...(number !== undefined && { number }) });

async function world(limits: GuessLimits = { perGuesser: 3, perMeeting: 5 }) {
  let time = NOW;
  const participants = createMemoryParticipants();
  const digest = async ({ series }: ScheduledMeeting, passcode: string) => `${series}/${passcode}`;
  const add = async (id: string, email: string, phoneNumber: string, passcode: string) => {
    const about = { name: id, email, phoneNumber, addedAt: NOW, closesAt: NOW, mail: 'due' } as const;
    await participants.add({ eventId: MEETING.eventId, series: MEETING.series, id, ...about });
    const key = { eventId: MEETING.eventId, series: MEETING.series, id };
    await participants.claimMail(key, { passcode: await digest(MEETING, passcode), link: id }, NOW);
  };
  await add('nikki', 'nikki@example.com', '+14255550188', RIGHT);
  await add('jane', 'jane@example.com', '+14255550189', '111222');
  const counters = createMemoryCounters();
  /** Which request fails, if one does. */
  let broken: 'digest' | 'ofPasscode' | undefined;
  const unless = async <T>(name: typeof broken, work: () => Promise<T>): Promise<T> => {
    if (broken === name) throw new Error('time-out');
    return work();
  };
  const guard = createGuard({
    participants: { ofPasscode: (key, passcode) => unless('ofPasscode', () => participants.ofPasscode(key, passcode)) },
    digest: (meeting, passcode) => unless('digest', () => digest(meeting, passcode)),
    ...{ counters, limits, now: () => time },
  });
  return {
    breaks: (name?: 'digest' | 'ofPasscode') => void (broken = name),
    pass: (ms: number) => void (time += ms),
    async judge(passcode: string, guesser: Guesser, meeting: ScheduledMeeting | undefined = MEETING) {
      const judged = await guard.judge(meeting, passcode, guesser);
      return judged.ok ? judged.participant.id : judged.reason;
    },
    nowhere: async (passcode: string, guesser: Guesser) => guard.judge(undefined, passcode, guesser),
  };
}

test('a passcode is whose it is, whoever brings it', async () => {
  const { judge } = await world();
  for (const guesser of [user('stranger'), caller('+12065550123'), caller()]) {
    expect(await judge(RIGHT, guesser)).toBe('nikki');
    expect(await judge('111222', guesser)).toBe('jane');
    expect(await judge('000000', guesser)).toBe('wrong');
  }
});

test.each([[user('guesser')], [caller('+12065550123')]])('%j has so many tries an hour', async (guesser) => {
  const { judge, pass } = await world();
  for (let each = 0; each < 3; each++) expect(await judge(`00000${each}`, guesser)).toBe('wrong');
  expect(await judge(RIGHT, guesser)).toBe('too-many');
  expect(await judge(RIGHT, user('other'))).toBe('nikki');
  pass(3_600_000);
  expect(await judge(RIGHT, guesser)).toBe('nikki');
});

test('tries count wherever they are made, and right ones do not', async () => {
  const { judge, nowhere } = await world();
  const guesser = user('guesser');
  for (let each = 0; each < 10; each++) expect(await judge(RIGHT, guesser)).toBe('nikki');
  for (let each = 0; each < 3; each++) expect(await nowhere(RIGHT, guesser)).toEqual({ ok: false, reason: 'wrong' });
  expect(await judge(RIGHT, guesser)).toBe('too-many');
});

test.each(['digest', 'ofPasscode'] as const)('what fails for a while (%s) is nobody’s wrong guess', async (name) => {
  const { judge, breaks } = await world();
  breaks(name);
  for (let each = 0; each < 10; each++) await expect(judge(RIGHT, user('stranger'))).rejects.toThrow('time-out');
  breaks();
  expect(await judge(RIGHT, user('stranger'))).toBe('nikki');
});

test('nobody has more tries by asking at once', async () => {
  const { judge } = await world();
  const answers = await Promise.all(Array.from({ length: 8 }, (_, each) => judge(`00000${each}`, user('guesser'))));
  expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(3);
});

describe('after so many wrong ones in a meeting', () => {
  async function guessed() {
    const known = await world();
    // Each with another number: by caller, nobody sees that it is one.
    for (let each = 0; each < 5; each++)
      expect(await known.judge('000000', caller(`+1206555010${each}`))).toBe('wrong');
    return known;
  }

  test.each<[string, Guesser]>([
    ['a stranger', user('stranger')],
    ['a stranger’s telephone', caller('+12065550123')],
    ['a telephone that hides its number', caller()],
    ['somebody else who is invited', user('jane')],
  ])('%s gets nowhere, even with what is right', async (_, guesser) => {
    const { judge } = await guessed();
    expect(await judge(RIGHT, guesser)).toBe('wrong');
  });

  test.each<[string, Guesser]>([
    ['as who has signed in', user('nikki')],
    ['by telephone', caller('+14255550188')],
  ])('whose it is joins, %s', async (_, guesser) => {
    const { judge } = await guessed();
    expect(await judge('000000', guesser)).toBe('wrong');
    expect(await judge(RIGHT, guesser)).toBe('nikki');
  });

  test('it stays so for as long as the meeting lasts, and another meeting is not concerned', async () => {
    const { judge, pass } = await guessed();
    pass(7_200_000);
    expect(await judge(RIGHT, user('stranger'))).toBe('wrong');
    expect(await judge(RIGHT, user('other'), { ...MEETING, series: 'series-2' })).toBe('wrong');
    expect(await judge(RIGHT, user('nikki'))).toBe('nikki');
  });
});
