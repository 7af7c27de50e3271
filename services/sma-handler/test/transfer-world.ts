import { checkNumber, defaultPolicy } from '@patchbay/dial-policy';
import type { NumberPair, Pairs, TransferDeps } from '../src/flows/take-back-and-transfer/index.ts';

export const ENTRY = '+12065550100';
export const CALLER = '+12065550123';
export const CONNECT = ['+12065550151', '+12065550152'];
export const ROLLING = ['+12065550141', '+12065550142'];
export const VOICE_CONNECTOR = 'arn:aws:chime:us-east-1:111122223333:vc/abcdefghijklmnopqrstuv';

/** What Connect's function asks for. */
export const toPbx = {
  action: 'transfer',
  targetType: 'voice-connector',
  voiceConnectorArn: VOICE_CONNECTOR,
  target: '4455',
};

/** Pairs in memory; whoever does with a pair what is not his to do is told on. */
export class MemoryPairs implements Pairs {
  readonly claimed = new Map<string, NumberPair>();
  /** Calls whose transfer Connect has asked for. */
  readonly pending = new Set<string>();
  readonly #pairs: readonly NumberPair[];

  constructor(count = ROLLING.length * CONNECT.length) {
    const all = ROLLING.flatMap((smaNumber) => CONNECT.map((connectNumber) => ({ smaNumber, connectNumber })));
    this.#pairs = all.slice(0, count);
  }

  claim(transactionId: string): Promise<NumberPair | undefined> {
    const own = this.claimed.get(transactionId);
    const taken = new Set(this.claimed.values());
    const pair = own ?? this.#pairs.find((candidate) => !taken.has(candidate));
    if (pair) this.claimed.set(transactionId, pair);
    return Promise.resolve(pair);
  }

  renew(): Promise<void> {
    return Promise.resolve();
  }

  release(transactionId: string): Promise<void> {
    this.claimed.delete(transactionId);
    this.pending.delete(transactionId);
    return Promise.resolve();
  }

  isTransferPending(transactionId: string): Promise<boolean> {
    return Promise.resolve(this.pending.has(transactionId));
  }
}

export function transferDeps(pairs: Pairs, more: Partial<TransferDeps> = {}): TransferDeps {
  return {
    pairs,
    mayDial: (number) => Promise.resolve(checkNumber(number, defaultPolicy('US'))),
    connectNumbers: CONNECT,
    voiceConnectorArns: [VOICE_CONNECTOR],
    fallback: undefined,
    ...more,
  };
}
