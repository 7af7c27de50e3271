import { type Call, type Claim, createMemoryPairTable, createPairs } from '@patchbay/repositories';
import type { TransferDeps } from '../src/flows/take-back-and-transfer/index.ts';
import { dialGuard, VOICE_CONNECTOR } from './dial-guard.ts';

export const ENTRY = '+12065550100';
export const CALLER = '+12065550123';
export const CONNECT = ['+12065550151', '+12065550152'];
export const ROLLING = ['+12065550141', '+12065550142'];

/** What Connect's function asks for. */
export const toPbx = {
  action: 'transfer',
  targetType: 'voice-connector',
  voiceConnectorArn: VOICE_CONNECTOR,
  target: '4455',
};

/** The pairs that there are, in memory, and the calls that have them. */
export async function transferPairs(count = ROLLING.length * CONNECT.length, now = () => 0) {
  const numbers = { sma: ROLLING.slice(0, Math.ceil(count / CONNECT.length)), connect: CONNECT.slice(0, count) };
  const calls = new Map<string, Call>();
  const callOf = (transactionId: string): Call => calls.get(transactionId) ?? { transactionId, legs: {} };
  const table = createMemoryPairTable();
  const pairs = createPairs({
    table,
    numbers: () => Promise.resolve(numbers),
    calls: {
      get: (transactionId) => Promise.resolve(calls.get(transactionId)),
      recordPair: (transactionId, pair) => {
        const call = callOf(transactionId);
        if (!call.pair) calls.set(transactionId, { ...call, pair });
        return Promise.resolve(!call.pair);
      },
    },
    now,
    random: () => 0.5,
    pause: () => Promise.resolve(),
  });
  await pairs.reconcile();
  return {
    pairs,
    numbers,
    calls: {
      get: (transactionId: string) => Promise.resolve(calls.get(transactionId)),
      update: (transactionId: string, changes: Partial<Call>) => {
        calls.set(transactionId, { ...callOf(transactionId), ...changes });
        return Promise.resolve(true);
      },
    },
    /** Who has which pair. */
    async claimed(): Promise<Claim[]> {
      return (await pairs.list()).flatMap(({ claim }) => claim ?? []);
    },
    /** Connect asks for a transfer; its update is on its way. */
    async askForTransfer(transactionId: string): Promise<void> {
      const pair = calls.get(transactionId)?.pair;
      if (pair) await table.mark(pair, transactionId, 0);
    },
  };
}

export type TransferPairs = Awaited<ReturnType<typeof transferPairs>>;

export function transferDeps({ pairs, calls }: TransferPairs, more: Partial<TransferDeps> = {}): TransferDeps {
  return {
    pairs,
    calls,
    mayTransfer: dialGuard({ connectNumbers: CONNECT }).mayTransfer,
    fallback: undefined,
    rollingNumbers: ROLLING,
    report: () => undefined,
    ...more,
  };
}
