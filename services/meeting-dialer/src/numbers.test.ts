import { describe, expect, test } from '@jest/globals';
import { createDialQuota, createMemoryCounters } from '@patchbay/dial-policy';
import { dialInNumber, numbersOf, quotaOf } from './numbers.ts';

const FLOWS = { '+12065550100': 'ivr', '+12065550131': 'meeting-dialer', '+12065550130': 'meeting-dialer' };

describe('the number that people dial', () => {
  test('is one that is known beforehand, and nobody is asked for it', async () => {
    const dialIn = dialInNumber(FLOWS, { numberFlows: () => Promise.reject(new Error('asked')) });
    expect(await dialIn()).toBe('+12065550130');
  });

  test('is looked up until there is one, and then kept', async () => {
    let asked = 0;
    const found = [{}, { '+12065550100': 'ivr' }, FLOWS];
    const dialIn = dialInNumber({ '+12065550100': 'ivr' }, { numberFlows: async () => found[asked++] ?? {} });
    expect([await dialIn(), await dialIn(), await dialIn(), await dialIn()]).toEqual([
      ...[undefined, undefined, '+12065550130', '+12065550130'],
    ]);
    expect(asked).toBe(3);
  });
});

test('numbers are read as the stage’s own country writes them, and judged', async () => {
  const numberOf = numbersOf(['US']);
  expect(await numberOf('(425) 555-0188')).toMatchObject({ allowed: true, number: '+14255550188' });
  expect(await numberOf('+442071234567')).toMatchObject({ allowed: false, reason: 'country-not-allowed' });
});

test('calls of organisers are counted apart from those that people place themselves', async () => {
  const counters = createMemoryCounters();
  const one = { calls: 1, windowSeconds: 3_600 };
  const limits = { perUser: one, total: one };
  const own = createDialQuota({ counters, limits, now: () => 0 });
  const quota = quotaOf(limits, counters, () => 0);
  expect(await own.take('boss@example.com', 'call-1')).toEqual({ allowed: true });
  expect(await quota.take('boss@example.com', 'call-2')).toEqual({ allowed: true });
  expect(await quota.take('boss@example.com', 'call-2')).toEqual({ allowed: true });
  expect(await quota.take('boss@example.com', 'call-3')).toMatchObject({ allowed: false });
});
