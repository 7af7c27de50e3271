import { createMemoryCounters } from '@patchbay/dial-policy';
import { createDialGuard, type DialGuard, type DialGuardOptions } from '../src/dial-guard.ts';

export const VOICE_CONNECTOR = 'arn:aws:chime:us-east-1:111122223333:vc/abcdefghijklmnopqrstuv';
export const PLENTY = { calls: 1_000, windowSeconds: 3_600 };

/** As deployed in the US, with counters of its own in memory. */
export function dialGuard(more: Partial<DialGuardOptions> = {}): DialGuard {
  return createDialGuard({
    countries: ['US'],
    destinations: [{ arn: VOICE_CONNECTOR, users: ['44*'] }],
    connectNumbers: [],
    limits: { perUser: PLENTY, total: PLENTY },
    counters: createMemoryCounters(),
    now: () => 0,
    onTrouble: () => undefined,
    ...more,
  });
}
