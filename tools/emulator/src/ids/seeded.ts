import type { Ids } from '../engine/ports.ts';

/** Identifiers and chance from a seed: the same seed gives the same run. */
export function seededIds(seed: number): Ids {
  const next = xoshiro128(seed);
  const hex = (): string => next().toString(16).padStart(8, '0');
  return {
    random: () => next() / 2 ** 32,
    uuid: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      // Version 4, variant 1 (RFC 9562).
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}

/** xoshiro128** of Blackman and Vigna, seeded by splitmix32. Unsigned 32-bit integers. */
function xoshiro128(seed: number): () => number {
  let mix = seed >>> 0;
  const split = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), split()];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
