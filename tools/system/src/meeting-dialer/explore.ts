import { seededIds } from '@patchbay/emulator';
import { type Chosen, drawnBy, fewest, recorded } from './choices.ts';
import { live, type Told } from './history.ts';

export interface Explored {
  histories: number;
  /** Sums of all histories. */
  total: Omit<Told, 'wrongs'>;
  violations: readonly Violation[];
}

export interface Violation {
  seed: number;
  wrongs: readonly string[];
  /** The fewest choices found with which it happens. */
  chosen: Chosen;
}

export interface ExploreOptions {
  histories: number;
  /** Of the first history; 1 by default. */
  from?: number;
  maxShrinkRuns?: number;
  /** After how many violations it ends; 1 by default. */
  stopAfter?: number;
}

const CHOICES = 0x5bd1e995;

/** Lets the meeting dialer live through histories that are drawn, and tells those in which something does not hold. */
export async function exploreMeetingDialer({
  histories,
  from = 1,
  maxShrinkRuns = 400,
  stopAfter = 1,
}: ExploreOptions): Promise<Explored> {
  const total = { troubles: 0, mails: 0, calls: 0, joined: 0 };
  const violations: Violation[] = [];
  let count = 0;
  for (; count < histories && violations.length < stopAfter; count++) {
    const seed = from + count;
    const choices = drawnBy(seededIds(seed ^ CHOICES).random);
    const { wrongs, ...told } = await live(choices, seed);
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += told[name];
    if (wrongs.length > 0) violations.push(await simplest(seed, wrongs, choices.chosen, maxShrinkRuns));
  }
  return { histories: count, total, violations };
}

/** The same history once more, from what was printed of it. */
export const replayMeetingDialer = ({ seed, chosen }: Pick<Violation, 'seed' | 'chosen'>): Promise<Told> =>
  live(recorded(chosen), seed);

async function simplest(seed: number, wrongs: readonly string[], chosen: Chosen, maxRuns: number): Promise<Violation> {
  const [first = ''] = wrongs;
  const fails = async (candidate: Chosen) => (await live(recorded(candidate), seed)).wrongs.includes(first);
  if (!(await fails(chosen))) return { seed, wrongs: [...wrongs, 'it does not happen again'], chosen };
  const few = await fewest(chosen, fails, maxRuns);
  return { seed, wrongs: (await replayMeetingDialer({ seed, chosen: few })).wrongs, chosen: few };
}
