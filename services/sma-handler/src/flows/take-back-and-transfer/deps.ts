import type { DialDecision } from '@patchbay/dial-policy';
import type { Target } from './target.ts';

/** Two numbers that together stand for one call: Amazon Connect sees who calls and what was dialled, and nothing else. */
export interface NumberPair {
  /** Ours: what Connect sees as the caller. */
  smaNumber: string;
  /** Connect's: what is dialled. */
  connectNumber: string;
}

/** Who has which pair. All of it is asked for under the call's own id, so nobody touches what is another call's. */
export interface Pairs {
  /** A free pair for this call; the one it has if it has one; undefined when all are taken. */
  claim(transactionId: string, originalNumber: string): Promise<NumberPair | undefined>;
  /** The call still lives: its claim runs on. */
  renew(transactionId: string): Promise<void>;
  /** Gives back what the call has, if anything. */
  release(transactionId: string): Promise<void>;
  /** Whether Connect has asked for a transfer that has not reached the call yet. */
  isTransferPending(transactionId: string): Promise<boolean>;
}

export interface TransferDeps {
  pairs: Pairs;
  mayDial(number: string): Promise<DialDecision>;
  /** Connect numbers and Voice Connectors that a call may be transferred to. */
  connectNumbers: readonly string[];
  voiceConnectorArns: readonly string[];
  /** Where callers go when their transfer fails twice; nowhere when undefined. */
  fallback: Target | undefined;
}
