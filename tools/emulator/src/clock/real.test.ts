import { expect, test } from '@jest/globals';
import { RealClock } from './real.ts';

test('time on the wall passes by itself', async () => {
  const clock = new RealClock();
  const startedAt = clock.now();
  const fired: string[] = [];
  clock.after(1, () => fired.push('timer'));
  const cancelled = clock.after(1, () => fired.push('cancelled'));
  cancelled.cancel();
  expect(await clock.passUntil(() => fired.length > 0, 10_000)).toBe(true);
  expect(fired).toEqual(['timer']);
  expect(clock.now()).toBeGreaterThanOrEqual(startedAt);
});

test('nobody holds it', async () => {
  const clock = new RealClock();
  const release = clock.hold();
  let fired = false;
  clock.after(0, () => (fired = true));
  expect(await clock.passUntil(() => fired, 10_000)).toBe(true);
  release();
});

test('passUntil gives up', async () => {
  const clock = new RealClock();
  expect(await clock.passUntil(() => false, 1)).toBe(false);
});

test('when it is closed nothing happens any more', async () => {
  const clock = new RealClock();
  const fired: string[] = [];
  clock.after(0, () => fired.push('before'));
  clock.close();
  clock.after(0, () => fired.push('after')).cancel();
  clock.after(0, () => fired.push('after'));
  await new RealClock().passUntil(() => false, 5);
  expect(fired).toEqual([]);
});
