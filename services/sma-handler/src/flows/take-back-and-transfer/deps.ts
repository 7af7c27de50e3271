import type { DialDecision } from '@patchbay/dial-policy';
import type { Calls, Pairs } from '@patchbay/repositories';
import type { Target } from './target.ts';

export interface TransferDeps {
  /** Pairs of numbers that together stand for one call: Amazon Connect sees who calls and what was dialled, no more. */
  pairs: Pick<Pairs, 'claim' | 'read' | 'renew' | 'release'>;
  calls: Pick<Calls, 'get' | 'update'>;
  mayDial(number: string): Promise<DialDecision>;
  /** Connect numbers and Voice Connectors that a call may be transferred to. */
  connectNumbers: readonly string[];
  voiceConnectorArns: readonly string[];
  /** Where callers go when their transfer fails twice; nowhere when undefined. */
  fallback: Target | undefined;
}
