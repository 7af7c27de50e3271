import { describe, expect, test } from '@jest/globals';
import { VIRTUAL_EPOCH, VirtualClock } from './virtual.ts';

const AN_HOUR = 3_600_000;

describe('VirtualClock', () => {
  test('starts at a fixed moment and stands still by itself', async () => {
    const clock = new VirtualClock();
    clock.after(0, () => {
      throw new Error('fired without being asked to');
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toBe(VIRTUAL_EPOCH);
  });

  test('fires in order, each at its own time', async () => {
    const clock = new VirtualClock(0);
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, clock.now()]);
    clock.after(300, note('last'));
    clock.after(100, note('first'));
    clock.after(200, () => clock.after(50, note('from a timer')));
    clock.after(100, note('second'));
    await clock.pass(1_000);
    expect(fired).toEqual([
      ['first', 100],
      ['second', 100],
      ['from a timer', 250],
      ['last', 300],
    ]);
    expect(clock.now()).toBe(1_000);
  });

  test('a negative time is now, never the past', async () => {
    const clock = new VirtualClock(500);
    const at: number[] = [];
    clock.after(-100, () => at.push(clock.now()));
    await clock.pass(0);
    expect(at).toEqual([500]);
  });

  test('a cancelled timer does not fire', async () => {
    const clock = new VirtualClock();
    const fired: string[] = [];
    const timer = clock.after(10, () => fired.push('cancelled'));
    clock.after(5, () => timer.cancel());
    await clock.pass(AN_HOUR);
    expect(fired).toEqual([]);
  });

  test('passUntil stops at the event that was waited for', async () => {
    const clock = new VirtualClock(0);
    let rung = false;
    clock.after(100, () => (rung = true));
    clock.after(101, () => {
      throw new Error('too far');
    });
    expect(await clock.passUntil(() => rung, AN_HOUR)).toBe(true);
    expect(clock.now()).toBe(100);
  });

  test('passUntil gives up at its limit, and time has passed until there', async () => {
    const clock = new VirtualClock(0);
    clock.after(501, () => {
      throw new Error('too far');
    });
    expect(await clock.passUntil(() => false, 500)).toBe(false);
    expect(clock.now()).toBe(500);
  });

  test('what holds already takes no time', async () => {
    const clock = new VirtualClock(0);
    expect(await clock.passUntil(() => true, AN_HOUR)).toBe(true);
    expect(clock.now()).toBe(0);
  });

  test('two can wait at once: time goes as far as the more patient one needs', async () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    for (const at of [100, 200, 300]) clock.after(at, () => seen.push(at));
    const waits = [
      clock.passUntil(() => seen.length === 3, AN_HOUR),
      clock.passUntil(() => seen.length === 1, AN_HOUR),
    ];
    expect(await Promise.all(waits)).toEqual([true, false]);
    expect(seen).toEqual([100, 200, 300]);
  });

  test('a timer can wait for time to pass too', async () => {
    const clock = new VirtualClock(0);
    const seen: string[] = [];
    clock.after(100, () => {
      const release = clock.hold();
      void Promise.resolve()
        .then(() => seen.push(`inner at ${clock.now()}`))
        .finally(release);
    });
    clock.after(200, () => void clock.pass(50).then(() => seen.push(`nested at ${clock.now()}`)));
    await clock.pass(1_000);
    expect(seen).toEqual(['inner at 100', 'nested at 1000']);
  });
});

describe('a held clock', () => {
  test('stands still until everybody has let go', async () => {
    const clock = new VirtualClock(0);
    const first = clock.hold();
    const second = clock.hold();
    const at: number[] = [];
    clock.after(0, () => at.push(clock.now()));
    const passing = clock.pass(10);
    await new Promise((resolve) => setImmediate(resolve));
    expect(at).toEqual([]);
    first();
    await new Promise((resolve) => setImmediate(resolve));
    expect(at).toEqual([]);
    second();
    await passing;
    expect(at).toEqual([0]);
  });

  test('letting go twice does not let go for somebody else', async () => {
    const clock = new VirtualClock(0);
    const first = clock.hold();
    const second = clock.hold();
    first();
    first();
    let passed = false;
    const passing = clock.pass(10).then(() => (passed = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(passed).toBe(false);
    second();
    await passing;
    expect(clock.now()).toBe(10);
  });

  test('may be held again by what its release causes', async () => {
    const clock = new VirtualClock(0);
    const steps: string[] = [];
    const work = async (name: string): Promise<void> => {
      const release = clock.hold();
      await Promise.resolve();
      steps.push(`${name} at ${clock.now()}`);
      if (name === 'first') void work('second');
      release();
    };
    clock.after(100, () => void work('first'));
    clock.after(101, () => steps.push('later'));
    await clock.pass(200);
    expect(steps).toEqual(['first at 100', 'second at 100', 'later']);
  });

  test('what held only for a moment has held', async () => {
    const clock = new VirtualClock(0);
    let ringing = false;
    clock.after(100, () => {
      ringing = true;
      const release = clock.hold();
      void Promise.resolve()
        .then(() => (ringing = false))
        .finally(release);
    });
    expect(await clock.passUntil(() => ringing, AN_HOUR)).toBe(true);
    expect(clock.now()).toBe(100);
    expect(ringing).toBe(false);
  });
});
