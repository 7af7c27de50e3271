import { describe, expect, test } from '@jest/globals';
import { type Counters, createMemoryCounters } from './counters.ts';
import { createDialQuota, type QuotaLimits } from './quota.ts';

/** Midnight, so that windows of an hour and of a day begin. */
const MIDNIGHT = 1_785_974_400_000;
const limits: QuotaLimits = { perUser: { calls: 2, windowSeconds: 3_600 }, total: { calls: 5, windowSeconds: 86_400 } };

function lab(changes: Partial<QuotaLimits> = {}, counters: Counters = createMemoryCounters()) {
  let now = MIDNIGHT;
  const quota = createDialQuota({ counters, limits: { ...limits, ...changes }, now: () => now });
  return {
    ...quota,
    pass: (seconds: number) => void (now += seconds * 1_000),
    /** How many of as many calls are allowed, each with a key of its own. */
    async allowed(user: string, count: number, name = 'call'): Promise<number> {
      let allowed = 0;
      for (let each = 0; each < count; each += 1) {
        if ((await quota.take(user, `${user}-${name}-${each}`)).allowed) allowed += 1;
      }
      return allowed;
    },
  };
}

test('a user may place so many calls in a window, and as many in the next', async () => {
  const { allowed, take, pass } = lab();
  expect(await allowed('ann', 4)).toBe(2);
  pass(2_890);
  expect(await take('ann', 'another')).toEqual({
    allowed: false,
    reason: 'user-quota',
    message: 'You have placed as many calls as allowed. Try again in 12 minutes.',
    retryAfterSeconds: 710,
  });
  pass(710);
  expect(await allowed('ann', 4, 'later')).toBe(2);
});

test('one user does not use up what another has', async () => {
  const { allowed } = lab();
  expect(await allowed('ann', 3)).toBe(2);
  expect(await allowed('bob', 3)).toBe(2);
});

test('all together may place so many calls in a window', async () => {
  const { allowed, take, pass } = lab();
  for (const user of ['ann', 'bob']) expect(await allowed(user, 2)).toBe(2);
  pass(3_600);
  expect(await allowed('cid', 2)).toBe(1);
  expect(await take('dee', 'call')).toEqual({
    allowed: false,
    reason: 'total-quota',
    message: 'As many calls have been placed as are allowed altogether. Try again in 23 hours.',
    retryAfterSeconds: 82_800,
  });
  pass(82_800);
  expect(await allowed('dee', 2)).toBe(2);
});

describe('a key that comes again', () => {
  test('counts once and keeps its place, when the counter is full as well', async () => {
    const { take } = lab();
    for (const key of ['one', 'one', 'two', 'one', 'two']) expect(await take('ann', key)).toEqual({ allowed: true });
    expect(await take('ann', 'three')).toMatchObject({ reason: 'user-quota' });
    expect(await take('ann', 'one')).toEqual({ allowed: true });
  });

  test('takes nothing from others', async () => {
    const { take, allowed } = lab();
    for (let each = 0; each < 20; each += 1) await take('ann', 'one');
    expect(await allowed('bob', 2)).toBe(2);
    expect(await allowed('cid', 2)).toBe(2);
  });

  test('is allowed as before when the total has been reached since', async () => {
    const { take } = lab({ total: { calls: 1, windowSeconds: 86_400 } });
    expect(await take('ann', 'one')).toEqual({ allowed: true });
    expect(await take('ann', 'one')).toEqual({ allowed: true });
    expect(await take('bob', 'one')).toMatchObject({ reason: 'total-quota' });
    expect(await take('bob', 'one')).toMatchObject({ reason: 'total-quota' });
  });
});

test('whoever is refused again and again does not use up the total', async () => {
  const { allowed } = lab();
  expect(await allowed('ann', 50)).toBe(2);
  expect(await allowed('bob', 2)).toBe(2);
});

test.each([
  [0, 'in 60 minutes'],
  [3_539, 'in 2 minutes'],
  [3_540, 'in a minute'],
  [3_599.5, 'in a minute'],
])('%d s into the window, the next call is possible %s', async (seconds, text) => {
  const { take, pass } = lab({ perUser: { calls: 0, windowSeconds: 3_600 } });
  pass(seconds);
  const refusal = await take('ann', 'call');
  expect(refusal).toMatchObject({ message: expect.stringContaining(text) });
  expect(refusal.allowed || refusal.retryAfterSeconds).toBe(Math.ceil(3_600 - seconds));
});

test('counters are named by window, length and user, and forgotten when the window is over', async () => {
  const seen: [string, number][] = [];
  const memory = createMemoryCounters();
  const { take } = lab(
    {},
    {
      ...memory,
      take: (counter, options) => (seen.push([counter, options.expires]), memory.take(counter, options)),
      count: (counter, options) => (seen.push([counter, options.expires]), memory.count(counter, options)),
    },
  );
  await take('ann', 'call');
  const day = MIDNIGHT / 86_400_000;
  expect(seen).toEqual([
    [`total/86400/${day}`, (day + 1) * 86_400],
    [`user/3600/${day * 24}/ann`, (day * 24 + 1) * 3_600],
  ]);
});

test('counters in trouble are no answer; what could not be given back does not change one', async () => {
  const failing = () => Promise.reject(new Error('no table'));
  for (const method of ['take', 'count'] as const) {
    const { take } = lab({}, { ...createMemoryCounters(), [method]: failing });
    await expect(take('ann', 'call')).rejects.toThrow('no table');
  }
  const { allowed, take } = lab({}, { ...createMemoryCounters(), uncount: failing });
  expect(await allowed('ann', 3)).toBe(2);
  expect(await take('ann', 'ann-call-0')).toEqual({ allowed: true });
});
