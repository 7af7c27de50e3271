import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seededIds } from './seeded.ts';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

describe('seededIds', () => {
  test('makes UUIDs of version 4, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (seed) => {
        const ids = seededIds(seed);
        for (const id of many(5, () => ids.uuid())) expect(id).toMatch(UUID_V4);
      }),
    );
  });

  test('the same seed gives the same run', () => {
    const run = () => {
      const ids = seededIds(42);
      return many(20, () => [ids.uuid(), ids.random()]);
    };
    expect(run()).toEqual(run());
  });

  test('seeds differ in their first value already', () => {
    const firsts = many(1_000, () => 0).map((_, seed) => seededIds(seed).uuid());
    expect(new Set(firsts).size).toBe(1_000);
  });

  test('does not repeat itself', () => {
    const ids = seededIds(7);
    expect(new Set(many(10_000, () => ids.uuid())).size).toBe(10_000);
  });

  test('chance is at least 0, below 1, and spread over all of it', () => {
    const ids = seededIds(3);
    const drawn = many(10_000, () => ids.random());
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    const tenths = many(10, () => 0);
    for (const value of drawn) tenths[Math.floor(value * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(200);
  });
});
