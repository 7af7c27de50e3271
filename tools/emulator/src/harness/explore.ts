import { Drawn } from './draw/drawn.ts';
import type { FlowUnderTest } from './flow-under-test.ts';
import type { History } from './history.ts';
import { invariants as allInvariants } from './invariants/index.ts';
import type { Breach, Invariant } from './invariants/invariant.ts';
import { printHistory } from './print/print-violation.ts';
import { toWords } from './print/to-words.ts';
import { recorded } from './run/recorded.ts';
import { run, type Run, type RunOptions } from './run/run.ts';
import { shrink } from './shrink/shrink.ts';
import type { Violation } from './violation.ts';

export interface ExploreOptions extends RunOptions {
  flow: FlowUnderTest;
  /** How many are drawn at most. Default 2,000. */
  histories?: number;
  /** Same seed, same histories. Default 1. */
  seed?: number;
  /** What has to hold. Default: everything that holds for every flow. */
  invariants?: readonly Invariant[];
  /** After how many violations it ends. Each is of another kind than those before. Default 1. */
  stopAfter?: number;
  /** How many simpler histories are tried for one violation. Default 500. */
  maxShrinkRuns?: number;
  /** Told after each history that was drawn. */
  onHistory?(progress: Pick<Exploration, 'histories' | 'events'>): void;
  /** Ends it when aborted. */
  stop?: AbortSignal;
}

export interface Exploration {
  /** How many were run. */
  histories: number;
  /** Invocations that reached the function in them. */
  events: number;
  violations: readonly Violation[];
}

interface Finding {
  invariant: string;
  breach: Breach;
}

const DEFAULT_HISTORIES = 2_000;
const DEFAULT_SHRINK_RUNS = 500;
/** Histories of one seed are numbered; those of another begin elsewhere. */
const SPREAD = 0x9e3779b1;

/** Runs random legal histories of a flow on virtual time, and tells those in which something does not hold. */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const { flow, histories = DEFAULT_HISTORIES, seed = 1, stopAfter = 1 } = options;
  const violations: Violation[] = [];
  const known = new Set<string>();
  let events = 0;
  let number = 0;
  while (number < histories && violations.length < stopAfter && !options.stop?.aborted) {
    number++;
    const drawn = await run(flow, new Drawn(flow, (Math.imul(seed, SPREAD) + number) >>> 0), options);
    events += drawn.deliveries.length;
    options.onHistory?.({ histories: number, events });
    const finding = (await check(drawn, options)).find((found) => !known.has(keyOf(found)));
    if (!finding) continue;
    known.add(keyOf(finding));
    violations.push(await simplified(drawn, finding, number, options));
  }
  return { histories: number, events, violations };
}

/** Runs one history again and tells what does not hold in it. */
export async function replay(
  history: History,
  options: ExploreOptions,
): Promise<{ run: Run; breaches: readonly Finding[] }> {
  const again = await run(options.flow, recorded(history), options);
  return { run: again, breaches: await check(again, options) };
}

async function check(checked: Run, options: ExploreOptions): Promise<Finding[]> {
  const { flow, invariants = allInvariants } = options;
  const findings: Finding[] = [];
  for (const { name, check: find } of invariants) {
    const breaches = await find(checked, (history) => run(flow, recorded(history), options));
    findings.push(...breaches.map((breach) => ({ invariant: name, breach })));
  }
  return findings;
}

async function simplified(drawn: Run, finding: Finding, number: number, options: ExploreOptions): Promise<Violation> {
  const same = (found: Finding): boolean => keyOf(found) === keyOf(finding);
  let tried = 0;
  const stillFails = async (candidate: History): Promise<boolean> => {
    tried++;
    return (await replay(candidate, options)).breaches.some(same);
  };
  const maxRuns = options.maxShrinkRuns ?? DEFAULT_SHRINK_RUNS;
  const history = await shrink(drawn.history, stillFails, maxRuns);
  const last = await replay(history, options);
  const { invariant, breach } = last.breaches.find(same) ?? finding;
  return {
    flow: options.flow.name,
    invariant,
    breach,
    history,
    drawn: drawn.history,
    number,
    tried,
    words: toWords(last.run, breach),
    script: printHistory(last.run),
  };
}

function keyOf({ invariant, breach }: Finding): string {
  return `${invariant}: ${breach.kind}`;
}
