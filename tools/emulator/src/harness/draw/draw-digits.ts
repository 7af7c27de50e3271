import type { Action } from '@patchbay/sma';
import type { Chance } from './chance.ts';
import { samplePattern } from './sample-pattern.ts';

const KEYS = [...'0123456789*#'];
const DIGITS = [...'0123456789'];
const ALL_KEYS = /^[0-9*#]+$/;
/** How often a pattern is tried that is not sampled right. */
const TRIES = 10;
const LONGEST = 12;

interface Wanted {
  InputDigitsRegex?: string;
  MinNumberOfDigits?: number | string;
  MaxNumberOfDigits?: number | string;
  TerminatorDigits?: readonly string[];
}

export function anyKeys(chance: Chance): string {
  return sequence(
    chance,
    KEYS,
    chance.weighted([
      [6, 1],
      [2, 2],
      [1, chance.whole(3, LONGEST)],
    ]),
  );
}

/** Keys that the action plausibly waits for; what callers know comes first. */
export function plausibleKeys(action: Action, known: readonly string[], chance: Chance): string {
  const wanted = (action.Parameters ?? {}) as Wanted;
  const min = Number(wanted.MinNumberOfDigits ?? 1) || 1;
  const max = Math.max(min, Math.min(Number(wanted.MaxNumberOfDigits ?? LONGEST) || LONGEST, LONGEST));
  const regex = compiled(wanted.InputDigitsRegex);
  const [terminator = '#'] = wanted.TerminatorDigits ?? [];
  const collects = action.Type !== 'ReceiveDigits';
  const fits = (keys: string): boolean => !regex || regex.test(keys) || (collects && regex.test(keys + terminator));

  const fitting = known.filter(fits);
  if (fitting.length > 0 && chance.happens(0.7)) return ended(chance.pick(fitting));
  for (let n = 0; n < TRIES; n++) {
    const tried = regex ? samplePattern(regex.source, chance) : sequence(chance, DIGITS, chance.whole(min, max));
    if (tried !== '' && ALL_KEYS.test(tried) && fits(tried)) return ended(tried);
  }
  return anyKeys(chance);

  function ended(keys: string): string {
    const ends = collects && keys.length < max && !keys.endsWith(terminator) && chance.happens(0.7);
    return ends ? keys + terminator : keys;
  }
}

function compiled(source: string | undefined): RegExp | undefined {
  if (source === undefined) return undefined;
  try {
    return new RegExp(source);
  } catch {
    // What is wrong with it is told by the action, which fails.
    return undefined;
  }
}

function sequence(chance: Chance, keys: readonly string[], length: number): string {
  return Array.from({ length }, () => chance.pick(keys)).join('');
}
