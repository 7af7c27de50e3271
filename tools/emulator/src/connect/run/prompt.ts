import { isWellFormedSsml } from '@patchbay/sma';
import { spokenText } from '../../phones/spoken-text.ts';
import { speechDuration } from '../../phones/virtual-media.ts';

export interface Prompt {
  /** The words, without marks. */
  words: string;
  /** How long it takes to say it, breaks included, milliseconds. */
  ms: number;
}

const BREAK = /<break\b[^>]*\btime\s*=\s*["'](\d+(?:\.\d+)?)(ms|s)["'][^>]*>/g;
/** Amazon Polly's longest break. */
const LONGEST_BREAK_MS = 10_000;

/** A prompt as it will be heard; undefined for SSML that no speech engine takes. */
export function promptOf(text: string, textType: 'text' | 'ssml'): Prompt | undefined {
  if (textType === 'text') return { words: text, ms: speechDuration(text) };
  if (!isWellFormedSsml(text)) return undefined;
  const words = spokenText(text, 'ssml');
  const breaks = [...text.matchAll(BREAK)].map(([, time, unit]) => Number(time) * (unit === 's' ? 1_000 : 1));
  if (breaks.some((ms) => ms > LONGEST_BREAK_MS)) return undefined;
  return { words, ms: (words === '' ? 0 : speechDuration(words)) + breaks.reduce((sum, ms) => sum + ms, 0) };
}
