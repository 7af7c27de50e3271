import { melody } from './melody.ts';
import { tones } from './tones.ts';

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const FREQUENCIES = String.raw`(\d+(?: \+ \d+)*) Hz`;

/** The sounds that a text in brackets can ask for. */
const sounds: readonly { pattern: RegExp; make: (match: RegExpExecArray, rate: number) => Float64Array }[] = [
  {
    pattern: new RegExp(`^tone ${FREQUENCIES}, ${NUMBER} ms$`),
    make: ([, frequencies, ms], rate) => tones([{ frequencies: hertz(frequencies), seconds: Number(ms) / 1000 }], rate),
  },
  {
    pattern: new RegExp(`^ringing tone ${FREQUENCIES}, ${NUMBER} s on, ${NUMBER} s off$`),
    make: ([, frequencies, on, off], rate) =>
      tones(
        [
          { frequencies: hertz(frequencies), seconds: Number(on) },
          { frequencies: [], seconds: Number(off) },
        ],
        rate,
      ),
  },
  { pattern: /^melody$/, make: (_match, rate) => melody(rate) },
];

/**
 * Makes the sound that a text in brackets describes, such as `[tone 500 Hz, 400 ms]`; undefined for a text to be spoken.
 * Throws when the brackets hold something else.
 */
export function makeSound(text: string, rate: number): Float64Array | undefined {
  const [, description] = /^\[(.*)\]$/.exec(text) ?? [];
  if (description === undefined) return undefined;
  for (const { pattern, make } of sounds) {
    const match = pattern.exec(description);
    if (match) return make(match, rate);
  }
  throw new Error(`${text}: write [tone 500 Hz, 400 ms], [ringing tone 440 + 480 Hz, 2 s on, 4 s off] or [melody].`);
}

function hertz(frequencies = ''): number[] {
  return frequencies.split(' + ').map(Number);
}
