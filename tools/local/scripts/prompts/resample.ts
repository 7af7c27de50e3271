import type { Sound } from './wav.ts';

const { PI, cos, sin } = Math;

/** Width of the filter, in samples of the lower rate on each side. */
const LOBES = 24;
/** Where the pass band ends, as a part of half the lower rate: 3.6 kHz for 8 kHz. */
const PASS = 0.9;

/** Changes the rate with a windowed sinc filter, so that nothing above half the new rate folds back. */
export function resample({ rate, samples }: Sound, newRate: number): Sound {
  if (rate === newRate) return { rate, samples };
  const lower = Math.min(rate, newRate);
  const cutoff = (PASS * lower) / rate;
  const reach = Math.ceil((LOBES * rate) / lower);
  const output = new Float64Array(Math.floor((samples.length * newRate) / rate));
  for (let index = 0; index < output.length; index++) {
    const centre = (index * rate) / newRate;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let at = first; at <= last; at++) {
      const distance = at - centre;
      sum += (samples[at] ?? 0) * cutoff * sinc(cutoff * distance) * hann(distance / reach);
    }
    output[index] = sum;
  }
  return { rate: newRate, samples: output };
}

function sinc(x: number): number {
  return x === 0 ? 1 : sin(PI * x) / (PI * x);
}

function hann(x: number): number {
  return 0.5 + 0.5 * cos(PI * x);
}
