import type { Clock } from '../clock/clock.ts';
import type { Ids } from '../engine/ports.ts';
import type { DirectoryQuotas } from './quotas.ts';
import { settle } from './settle.ts';
import { emptyState, type DirectoryState } from './state.ts';

/** Milliseconds that AWS's slow parts take. */
export interface DirectoryTiming {
  /** From a number order to its outcome; minutes in AWS. */
  orderMs: number;
  /** From the disabling of a rule to its number being unassigned; seconds in AWS. */
  releaseMs: number;
  /** In which a deleted number can be restored. */
  retentionMs: number;
  /** Until a calling name is known to the carriers. */
  callingNameMs: number;
}

export const defaultTiming: DirectoryTiming = {
  orderMs: 200,
  releaseMs: 0,
  retentionMs: 7 * 24 * 3600_000,
  callingNameMs: 72 * 3600_000,
};

export interface DirectoryOptions {
  clock: Clock;
  ids: Ids;
  /** Twelve digits. */
  accountId: string;
  region: string;
  quotas?: Partial<DirectoryQuotas>;
  timing?: Partial<DirectoryTiming>;
  /** What becomes of each ordered number; all are acquired unless told otherwise. */
  orderOutcome?(e164: string): 'Acquired' | 'Failed';
}

/** What the directory's parts share. */
export interface DirectoryContext {
  accountId: string;
  region: string;
  ids: Ids;
  quotas: DirectoryQuotas;
  timing: DirectoryTiming;
  /** The state as of now: whatever fell due since the last look has happened. */
  state(): DirectoryState;
  replaceState(state: DirectoryState): void;
  /** ISO 8601. */
  now(): string;
  nowMs(): number;
  /** `ms` from now; the state is settled again when that time has come. */
  due(ms: number): number;
  arn(type: string, id: string, region?: string): string;
}

export function createContext(options: DirectoryOptions, quotas: DirectoryQuotas): DirectoryContext {
  const { clock, ids, accountId, region, orderOutcome = () => 'Acquired' as const } = options;
  const timing = { ...defaultTiming, ...options.timing };
  let state = emptyState();
  // Nothing here waits on a timer: a number in the deletion queue must not keep a clock busy for a week.
  let nextDue = 0;
  return {
    accountId,
    region,
    ids,
    quotas,
    timing,
    state() {
      if (clock.now() >= nextDue) nextDue = settle(state, clock.now(), orderOutcome);
      return state;
    },
    replaceState(replacement) {
      state = replacement;
      nextDue = 0;
    },
    now: () => new Date(clock.now()).toISOString(),
    nowMs: () => clock.now(),
    due(ms) {
      const at = clock.now() + ms;
      nextDue = Math.min(nextDue, at);
      return at;
    },
    arn: (type, id, inRegion = region) => `arn:aws:chime:${inRegion}:${accountId}:${type}/${id}`,
  };
}
