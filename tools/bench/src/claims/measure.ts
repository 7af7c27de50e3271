import type { Row } from '../suite.ts';
import { mean, percentile } from '../statistics.ts';
import { fill, steady, type Place } from './scenarios.ts';
import type { Strategy } from './strategies.ts';

/** Where a table is. */
export interface Room {
  /** Does something with a table on which nothing else is going on; other chance for another seed. */
  use<T>(seed: number, work: (place: Place) => Promise<T>): Promise<T>;
}

export interface Contestant {
  strategy: Strategy;
  room: Room;
  /** How often everything is repeated, with other callers. */
  runs: number;
  /** All of them when undefined. */
  callersAtOnce?: number;
}

const FILLS: readonly [share: number, target: string][] = [
  [0.25, '≤ 1.2'],
  [0.5, '≤ 1.6'],
  [0.9, '≤ 2.8'],
];
const STEADY: readonly [share: number, target: string][] = [
  [0.9, '≤ 3.2'],
  [0.99, '≤ 6'],
];
const P99 = '≤ 6';

/** Callers come until 25, 50 and 90 % of the pairs are taken. */
export async function measureFills(name: string, ours: Contestant, theirs?: Contestant): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [share, target] of FILLS) {
    const what = `${name}, filling to ${percent(share)}`;
    const requests = await fills(ours, share);
    const compared = theirs && (await fills(theirs, share));
    rows.push(
      { what, value: mean(requests), unit: 'requests a claim', target, ...comparison(theirs, compared) },
      { what: `${what}, 99th percentile`, value: percentile(requests, 0.99), unit: 'requests', target: P99 },
    );
  }
  return rows;
}

const fills = (contestant: Contestant, share: number): Promise<number[]> =>
  repeat(contestant, (place) => fill({ ...place, strategy: contestant.strategy }, share, contestant.callersAtOnce));

/** 90 and 99 % are taken while calls come and go. */
export async function measureSteady(
  name: string,
  load: { claims: number; callersAtOnce: number },
  ours: Contestant,
  theirs: Contestant,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [share, target] of STEADY) {
    const measure = (contestant: Contestant) =>
      repeat(contestant, (place) => steady({ ...place, strategy: contestant.strategy }, share, load));
    const requests = await measure(ours);
    const compared = await measure(theirs);
    const what = `${name}, ${percent(share)} taken, ${load.callersAtOnce} at once`;
    rows.push({ what, value: mean(requests), unit: 'requests a claim', target, ...comparison(theirs, compared) });
  }
  return rows;
}

async function repeat({ room, runs }: Contestant, once: (place: Place) => Promise<number[]>): Promise<number[]> {
  const all: number[] = [];
  for (let run = 1; run <= runs; run++) all.push(...(await room.use(run, once)));
  return all;
}

const percent = (share: number) => `${share * 100} %`;
const comparison = (theirs?: Contestant, requests?: readonly number[]): Pick<Row, 'comparedWith'> =>
  theirs && requests ? { comparedWith: { what: theirs.strategy.name, value: mean(requests) } } : {};
