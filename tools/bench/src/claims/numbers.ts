import type { PairNumbers } from '@patchbay/repositories';

/** As many numbers on each side as give `pairs` pairs: 10 × 20, 100 × 100. */
export function numbersFor(pairs: number): PairNumbers {
  const sma = 10 ** Math.floor(Math.log10(pairs) / 2);
  const list = (count: number, first: number) =>
    Array.from({ length: count }, (_, index) => `+1206555${first + index}`);
  return { sma: list(sma, 1_000), connect: list(pairs / sma, 5_000) };
}
