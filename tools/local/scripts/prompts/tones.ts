/** Part of a sound: some frequencies at once, or silence when there are none. */
export interface Part {
  /** Hertz. */
  frequencies: readonly number[];
  seconds: number;
}

const LOUDNESS = 0.35;
/** Rise and fall of every tone, seconds: a hard edge clicks. */
const EDGE = 0.005;

/** Plays the parts one after the other. */
export function tones(parts: readonly Part[], rate: number): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...tone(part, rate)]));
}

function tone({ frequencies, seconds }: Part, rate: number): Float64Array {
  const length = Math.round(seconds * rate);
  return Float64Array.from({ length }, (_, index) => {
    const time = index / rate;
    const edge = Math.min(1, time / EDGE, (seconds - time) / EDGE);
    const sum = frequencies.reduce((total, frequency) => total + Math.sin(2 * Math.PI * frequency * time), 0);
    return frequencies.length === 0 ? 0 : (LOUDNESS * edge * sum) / frequencies.length;
  });
}
