import type { Sound } from './wav.ts';

/** Loudest sample of a prompt: well below clipping on a telephone line. */
const PEAK = 0.5;
/** Below this it is silence. */
const SILENCE = 0.005;
/** What is left of the silence at both ends, seconds. */
const MARGIN = 0.05;

/** Cuts the silence at both ends and brings every prompt to the same level. */
export function level({ rate, samples }: Sound): Sound {
  const first = samples.findIndex((sample) => Math.abs(sample) > SILENCE);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > SILENCE);
  if (first < 0) throw new Error('There is nothing to hear.');
  const margin = Math.round(MARGIN * rate);
  const kept = samples.subarray(Math.max(0, first - margin), last + 1 + margin);
  const loudest = kept.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  return { rate, samples: kept.map((sample) => (sample * PEAK) / loudest) };
}
