/** What is drawn in a history, by name: whatever is not the usual. Told again, it happens again. */
export type Chosen = Readonly<Record<string, unknown>>;

/** Numbers of at least 0 and below 1. */
export type Random = () => number;

/** Everything that may go one way or another in a history. Without its rest, each choice can be made the usual one again. */
export interface Choices {
  /** The usual, or what is drawn at this point; points of one name are numbered. */
  of<T>(name: string, usual: T, draw: (random: Random) => T): T;
  /** So far. */
  readonly chosen: Chosen;
}

/** Draws whatever comes up. */
export function drawnBy(random: Random): Choices {
  return choices((key, usual, draw) => draw(random), {});
}

/** Takes what was drawn before; everything else is as usual. */
export function recorded(chosen: Chosen): Choices {
  return choices((key, usual) => (Object.hasOwn(chosen, key) ? (chosen[key] as typeof usual) : usual), {});
}

function choices(
  choose: <T>(key: string, usual: T, draw: (random: Random) => T) => T,
  chosen: Record<string, unknown>,
): Choices {
  const counts = new Map<string, number>();
  return {
    chosen,
    of(name, usual, draw) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const key = `${name} #${count}`;
      const value = choose(key, usual, draw);
      if (value !== usual) chosen[key] = value;
      return value;
    },
  };
}

export const pick = <T>(list: readonly [T, ...T[]], random: Random): T =>
  list[Math.floor(random() * list.length)] ?? list[0];

export const whole = (min: number, max: number, random: Random): number => min + Math.floor(random() * (max - min + 1));

/** One of several, in proportion to their weights. */
export function weighted<T>(weights: readonly (readonly [weight: number, value: T])[], random: Random): T {
  let left = random() * weights.reduce((sum, [weight]) => sum + weight, 0);
  const found = weights.find(([weight]) => (left -= weight) < 0) ?? weights.at(-1);
  if (!found) throw new RangeError('There is nothing to choose from');
  return found[1];
}

/** The fewest choices found of which something still fails: leaves out halves, quarters, and at last single ones. */
export async function fewest(
  chosen: Chosen,
  stillFails: (candidate: Chosen) => Promise<boolean>,
  maxRuns: number,
): Promise<Chosen> {
  let smallest = Object.entries(chosen);
  let runs = 0;
  for (let size = Math.ceil(smallest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length;) {
      if (runs++ >= maxRuns) return Object.fromEntries(smallest);
      const candidate = smallest.toSpliced(at, size);
      if (await stillFails(Object.fromEntries(candidate))) smallest = candidate;
      else at += size;
    }
  }
  return Object.fromEntries(smallest);
}
