import type { TransferRequest } from '@patchbay/dial-policy';
import type { Calls, Pairs } from '@patchbay/repositories';
import type { Dialler } from '../dialler.ts';
import type { Target } from './target.ts';

export interface TransferDeps {
  /** Pairs of numbers that together stand for one call: Amazon Connect sees who calls and what was dialled, no more. */
  pairs: Pick<Pairs, 'claim' | 'read' | 'renew' | 'release'>;
  calls: Pick<Calls, 'get' | 'update'>;
  /** Where a call may be transferred to of what an update asks for; undefined when it may not. */
  mayTransfer(request: TransferRequest, dialler: Dialler): Promise<Target | undefined>;
  /** In pairs: Connect would take whoever calls from one of them for the caller who has that pair. */
  rollingNumbers: readonly string[];
  /** Tells of what went wrong beside the call, which goes on. */
  report(error: unknown): void;
  /** Where callers go when their transfer fails twice; nowhere when undefined. */
  fallback: Target | undefined;
}
