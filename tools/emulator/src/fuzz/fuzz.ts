import { type Exploration, type ExploreOptions, explore, replay } from '../harness/explore.ts';
import type { FlowUnderTest } from '../harness/flow-under-test.ts';
import type { Invariant } from '../harness/invariants/invariant.ts';
import { noException } from '../harness/invariants/no-exception.ts';
import { noLegLeft } from '../harness/invariants/no-leg-left.ts';
import { oneEffect } from '../harness/invariants/one-effect.ts';
import { validResponse } from '../harness/invariants/valid-response.ts';
import type { Violation } from '../harness/violation.ts';
import { seededIds } from '../ids/seeded.ts';

/** What holds for every function, whatever it does. */
const invariants: readonly Invariant[] = [noException, validResponse, oneEffect, noLegLeft];
/** Keeps the identifiers of one run apart from those of the next. */
const SPREAD = 0x85ebca6b;

export type FuzzOptions = Pick<ExploreOptions, 'histories' | 'seed' | 'stopAfter' | 'onHistory' | 'stop'>;

export interface Fuzzed extends Omit<Exploration, 'violations'> {
  violations: readonly (Violation & { reproduced: boolean })[];
}

/**
 * Looks for calls that a function gets wrong. The function may keep something of all calls it ever had, so no two runs
 * share identifiers; and each finding is tried once more after `renew`, on a function that has seen nothing.
 */
export async function fuzz(flow: FlowUnderTest, options: FuzzOptions, renew: () => Promise<void>): Promise<Fuzzed> {
  let run = 0;
  const ids: ExploreOptions['ids'] = (seed) => seededIds((seed + Math.imul(++run, SPREAD)) >>> 0);
  const explored = { ...options, flow, invariants, ids };
  const { violations, ...counts } = await explore(explored);
  const checked: (Violation & { reproduced: boolean })[] = [];
  for (const violation of violations) {
    await renew();
    const { breaches } = await replay(violation.history, explored);
    const reproduced = breaches.some(
      ({ invariant, breach }) => invariant === violation.invariant && breach.kind === violation.breach.kind,
    );
    checked.push({ ...violation, reproduced });
  }
  return { ...counts, violations: checked };
}
