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
    if (start.type !== 'inbound') return start;
    const from = taken.has(start.from) ? another(start.from, taken) : start.from;
    taken.add(from);
    return { ...start, from };
  });
}

/** Whoever calls without a number and needs another handset has this one. */
const SPARE = '+12065550160';

/** The next number that ends in other digits. There are far fewer calls than that. */
function another(number: string, taken: ReadonlySet<string>): string {
  if (!/^\+\d+$/.test(number)) return another(SPARE, taken);
  const head = number.slice(0, -2);
  const endings = Array.from({ length: 99 }, (_, index) => (Number(number.slice(-2)) + 1 + index) % 100);
  const numbers = endings.map((ending) => head + String(ending).padStart(2, '0'));
  return numbers.find((candidate) => !taken.has(candidate)) ?? number;
}
