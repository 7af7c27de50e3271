import { level } from './level.ts';
import { resample } from './resample.ts';
import { makeSound } from './sounds.ts';
import { encodeWav, type Sound } from './wav.ts';

/** What PSTN Audio recommends for a file that it plays. */
export const RATE = 8_000;

export type Speak = (text: string) => Promise<Sound>;

/** The audio file for a text, or for a sound that a text in brackets describes. */
export async function makePrompt(text: string, speak: Speak): Promise<Buffer> {
  const sound = makeSound(text, RATE);
  return encodeWav(sound ? { rate: RATE, samples: sound } : level(resample(await speak(text), RATE)));
}
