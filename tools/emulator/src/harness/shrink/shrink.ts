import type { History } from '../history.ts';
import { simpler } from './simpler.ts';

/**
 * The simplest history found that still fails: takes whatever can be left out, one thing after another, until nothing
 * more can be, or `maxRuns` histories have been tried.
 */
export async function shrink(
  history: History,
  stillFails: (candidate: History) => Promise<boolean>,
  maxRuns: number,
): Promise<History> {
  let smallest = history;
  let runs = 0;
  for (let found = true; found;) {
    found = false;
    for (const candidate of simpler(smallest)) {
      if (runs++ >= maxRuns) return smallest;
      if (await stillFails(candidate)) {
        smallest = candidate;
        found = true;
        break;
      }
    }
  }
  return smallest;
}
