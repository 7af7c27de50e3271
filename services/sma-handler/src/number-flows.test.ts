import { describe, expect, test } from '@jest/globals';
import { createNumberFlows } from './number-flows.ts';

/** A clock that is set by hand, and a table that is read when asked. */
function world(results: (Record<string, string> | Error)[]) {
  const stale: unknown[] = [];
  const clock = { now: 0, reads: 0 };
  const flowOf = createNumberFlows({
    known: { '+12065550100': 'ivr' },
    read: async () => {
      const result = results[Math.min(clock.reads, results.length - 1)];
      clock.reads += 1;
      if (result instanceof Error) throw result;
      return result ?? {};
    },
    onStale: (error) => stale.push(error),
    now: () => clock.now,
  });
  return { flowOf, clock, stale };
}

describe('the flow of a number', () => {
  test('is known beforehand, and nothing is read', async () => {
    const { flowOf, clock } = world([new Error('no table')]);
    expect(await flowOf('+12065550100')).toBe('ivr');
    expect(clock.reads).toBe(0);
  });

  test('is read, and kept for a minute', async () => {
    const { flowOf, clock } = world([{ '+12065550101': 'a' }, { '+12065550101': 'b' }]);
    expect(await flowOf('+12065550101')).toBe('a');
    clock.now = 59_999;
    expect(await flowOf('+12065550101')).toBe('a');
    clock.now = 60_000;
    expect(await flowOf('+12065550101')).toBe('b');
    expect(clock.reads).toBe(2);
  });

  test.each(['+12065550199', 'anonymous', '', 'constructor', '__proto__'])('"%s" has none', async (number) => {
    expect(await world([{}]).flowOf(number)).toBeUndefined();
  });

  test('an old result is used while the table is in trouble, which is told once a minute', async () => {
    const trouble = new Error('throttled');
    const { flowOf, clock, stale } = world([{ '+12065550101': 'a' }, trouble, { '+12065550101': 'b' }]);
    await flowOf('+12065550101');
    clock.now = 60_000;
    expect(await flowOf('+12065550101')).toBe('a');
    expect(await flowOf('+12065550101')).toBe('a');
    expect(stale).toEqual([trouble]);
    clock.now = 120_000;
    expect(await flowOf('+12065550101')).toBe('b');
  });

  test('with nothing to go by, the trouble is thrown', async () => {
    const { flowOf } = world([new Error('no table'), { '+12065550101': 'a' }]);
    await expect(flowOf('+12065550101')).rejects.toThrow('no table');
    expect(await flowOf('+12065550101')).toBe('a');
  });
});
