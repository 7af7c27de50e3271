import { createHash } from 'node:crypto';

/** Whole numbers that follow from a text, and look random. */
export function seedsOf(text: string): [number, number, number] {
  const hash = createHash('sha256').update(text).digest();
  return [hash.readUIntBE(0, 6), hash.readUIntBE(6, 6), hash.readUIntBE(12, 6)];
}

/**
 * The places 0 to `size` - 1, each once, in an order that follows from the seed. Nothing is listed: a step costs the
 * same however many places there are.
 */
export function* permutation(size: number, seed: string): Generator<number, void> {
  if (size < 1) return;
  const [start, stride] = seedsOf(seed);
  // A stride without a factor in common with the size meets every place before it comes back to the first.
  let step = size > 1 ? 1 + (stride % (size - 1)) : 1;
  while (divisor(step, size) !== 1) step = step === size - 1 ? 1 : step + 1;
  let place = start % size;
  for (let count = 0; count < size; count++) {
    yield place;
    place = (place + step) % size;
  }
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
