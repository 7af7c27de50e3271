import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../clock/virtual.ts';
import { AWS_QUOTAS, NO_QUOTAS, Quotas, Rate } from './quotas.ts';

describe('a rate', () => {
  test('allows so many in a second, and as many in the next one', async () => {
    const clock = new VirtualClock();
    const rate = new Rate(clock, 2);
    expect([rate.take(), rate.take(), rate.take()]).toEqual([true, true, false]);
    await clock.pass(999);
    expect(rate.take()).toBe(false);
    await clock.pass(1);
    expect([rate.take(), rate.take(), rate.take()]).toEqual([true, true, false]);
  });
});

describe('legs', () => {
  test('take places, and give them back', () => {
    const quotas = new Quotas(new VirtualClock(), AWS_QUOTAS);
    const taken = Array.from({ length: 11 }, () => quotas.takeLeg());
    expect(taken.filter(Boolean)).toHaveLength(10);
    expect(taken.at(-1)).toBe(false);
    quotas.returnLeg();
    expect(quotas.takeLeg()).toBe(true);
    expect(quotas.activeLegs).toBe(10);
  });

  test('are without number unless said otherwise', () => {
    const quotas = new Quotas(new VirtualClock(), NO_QUOTAS);
    for (let count = 0; count < 1_000; count++) expect(quotas.takeLeg()).toBe(true);
  });
});
