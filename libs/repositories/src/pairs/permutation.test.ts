import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { permutation } from './permutation.ts';

test('meets every place once, whatever the size and the seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.string(), (size, seed) => {
      const places = [...permutation(size, seed)];
      expect(places.toSorted((one, other) => one - other)).toEqual(Array.from({ length: size }, (_, place) => place));
    }),
  );
});

test('follows from the seed', () => {
  expect([...permutation(50, 'call-1')]).toEqual([...permutation(50, 'call-1')]);
  expect([...permutation(50, 'call-1')]).not.toEqual([...permutation(50, 'call-2')]);
});

test('spreads first steps evenly', () => {
  const first = new Map<number, number>();
  for (let call = 0; call < 20_000; call++) {
    const [place = -1] = permutation(100, `call-${call}`);
    first.set(place, (first.get(place) ?? 0) + 1);
  }
  expect(first.size).toBe(100);
  for (const count of first.values()) expect(Math.abs(count - 200)).toBeLessThan(100);
});
