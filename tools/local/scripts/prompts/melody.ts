/** Notes as MIDI numbers and beats: a slow broken chord in C, A minor, F and G, composed for this purpose. */
const MELODY: readonly (readonly [note: number, beats: number])[] = [
  [
    [60, 64, 67, 72],
    [57, 60, 64, 69],
  ],
  [
    [53, 57, 60, 65],
    [55, 59, 62, 67],
  ],
].flatMap((bar) => bar.flatMap((chord) => chord.map((note) => [note, 1] as const)));

const BEAT_SECONDS = 0.3;
/** How fast a plucked note dies away, a second. */
const DECAY = 4;
const LOUDNESS = 0.25;

/** Music on hold: a few seconds that can be repeated without a seam. */
export function melody(rate: number): Float64Array {
  const beats = MELODY.reduce((total, [, length]) => total + length, 0);
  const output = new Float64Array(Math.round(beats * BEAT_SECONDS * rate));
  let start = 0;
  for (const [note, length] of MELODY) {
    pluck(output, Math.round(start * BEAT_SECONDS * rate), 440 * 2 ** ((note - 69) / 12), rate);
    start += length;
  }
  return output;
}

/** Adds a note that rings into what follows, and from the end into the beginning. */
function pluck(output: Float64Array, start: number, frequency: number, rate: number): void {
  const ring = Math.min(output.length, Math.round(1.2 * rate));
  for (let index = 0; index < ring; index++) {
    const time = index / rate;
    const envelope = Math.min(1, time / 0.01) * Math.exp(-DECAY * time) * (1 - index / ring);
    const wave = Math.sin(2 * Math.PI * frequency * time) + 0.3 * Math.sin(4 * Math.PI * frequency * time);
    const at = (start + index) % output.length;
    output[at] = (output[at] ?? 0) + LOUDNESS * envelope * wave;
  }
}
