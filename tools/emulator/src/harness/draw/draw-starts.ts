import type { FlowUnderTest } from '../flow-under-test.ts';
import type { Start } from '../history.ts';
import type { Chance } from './chance.ts';

const DEFAULT_MAX_CALLS = 3;

/** How the calls of a history begin. A handset is in one call at a time, so every caller has his own. */
export function drawStarts({ starts, maxCalls = DEFAULT_MAX_CALLS }: FlowUnderTest, chance: Chance): Start[] {
  const several = chance.happens(0.3) ? chance.whole(1, Math.max(1, maxCalls)) : 1;
  const taken = new Set<string>();
  return Array.from({ length: several }, () => {
    const start = chance.pick(starts);
    if (start.type === 'outbound') return start;
    const from = taken.has(start.from) ? another(start.from, taken) : start.from;
    taken.add(from);
    return { ...start, from };
  });
}

/** The next number that ends in other digits. */
function another(number: string, taken: ReadonlySet<string>): string {
  const head = number.slice(0, -2);
  for (let last = (Number(number.slice(-2)) + 1) % 100; ; last = (last + 1) % 100) {
    const candidate = head + String(last).padStart(2, '0');
    if (!taken.has(candidate)) return candidate;
  }
}
