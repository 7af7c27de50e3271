import type { Counters, DialDecision, DialQuota, QuotaLimits } from '@patchbay/dial-policy';
import type { FlowsByNumber, Settings } from '@patchbay/repositories';

/** Which number somebody has typed, and whether it may be called. What that is judged by is big, and loaded with the first. */
export function numbersOf(countries: readonly string[]): (typed: string) => Promise<DialDecision> {
  return async (typed) => {
    const { checkNumber, policyOf } = await import('@patchbay/dial-policy');
    return checkNumber(typed, policyOf(countries));
  };
}

/** How often an organiser may have people called. Calls that people place themselves are counted elsewhere. */
export function quotaOf(limits: QuotaLimits, counters: Counters, now: () => number): DialQuota {
  const own: Counters = {
    take: (counter, options) => counters.take(`meetings/${counter}`, options),
    count: (counter, options) => counters.count(`meetings/${counter}`, options),
    uncount: (counter) => counters.uncount(`meetings/${counter}`),
  };
  return {
    async take(user, key) {
      const { createDialQuota } = await import('@patchbay/dial-policy');
      return createDialQuota({ counters: own, limits, now }).take(user, key);
    },
  };
}

/** The number that leads to the flow, which people dial and are called from; undefined where there is none. */
export function dialInNumber(
  known: FlowsByNumber,
  settings: Pick<Settings, 'numberFlows'>,
): () => Promise<string | undefined> {
  const find = (flows: FlowsByNumber) =>
    Object.keys(flows)
      .sort()
      .find((number) => flows[number] === 'meeting-dialer');
  let kept = find(known);
  return async () => (kept ??= find(await settings.numberFlows()));
}
