/** Makes the table of pairs follow the configured numbers, and frees the pairs of calls that ended without a word. Started by a schedule. */
import { createVoice, type Voice } from '@patchbay/chime';
import { createLogger, readEnvironment, logLevel, tableName } from '@patchbay/lambda';
import {
  type Calls,
  createCalls,
  createPairs,
  type Pairs,
  type Ping,
  type Reconciled,
  sweep,
  type Swept,
} from '@patchbay/repositories';
import * as z from 'zod/mini';
import { numberList } from './lists.ts';

export interface SweeperDeps {
  pairs: Pick<Pairs, 'list' | 'read' | 'reconcile' | 'release' | 'renew'>;
  calls: Pick<Calls, 'get'>;
  voice: Pick<Voice, 'updateCall'>;
  /** Milliseconds since the epoch. */
  now(): number;
  pause(ms: number): Promise<void>;
}

/** Of five updates a second that an account may make, most are for operators and Connect. */
const PING_EVERY_MS = 500;
/** The function's time is 60 s; what is left over is done by the next run. */
const WORK_MS = 45_000;

/**
 * Creates the pairs of numbers that are new and removes those of numbers that are gone; then asks the calls whose lease
 * has expired, by an update request, whether they still live.
 */
export async function sweepPairs({ pairs, calls, voice, now, pause }: SweeperDeps): Promise<Swept & Reconciled> {
  const until = now() + WORK_MS;
  const reconciled = await pairs.reconcile();
  const ask = async (sipMediaApplicationId: string, transactionId: string): Promise<Ping> => {
    const result = await voice.updateCall({ sipMediaApplicationId, transactionId, arguments: { action: 'ping' } });
    // The call's own answer renews its lease; that it was asked at all says that it lives.
    if (result.ok) return 'alive';
    return result.reason === 'not-found' ? 'gone' : 'unknown';
  };
  const swept = await sweep({
    pairs,
    now,
    recorded: async (transactionId) => (await calls.get(transactionId))?.pair,
    async ping(claim) {
      // A list of pairs has no data; and the claim may have been given back since.
      const data = (await pairs.read(claim, claim.owner))?.data;
      if (!data) return 'unknown';
      return ask(data['sip_media_application_id'] ?? '', claim.owner);
    },
    async pace() {
      await pause(PING_EVERY_MS);
      return now() < until;
    },
  });
  return { ...reconciled, ...swept };
}

const environmentSchema = z.object({
  LOG_LEVEL: logLevel,
  CALLS_TABLE: tableName,
  PAIRS_TABLE: tableName,
  CONNECT_NUMBERS: numberList,
  ROLLING_NUMBERS: numberList,
});

export function createSweeper(environment: Readonly<Record<string, string | undefined>>) {
  const settings = readEnvironment(environmentSchema, environment);
  const logger = createLogger({ serviceName: 'sma-handler', logLevel: settings.LOG_LEVEL });
  const now = () => Date.now();
  const numbers = { sma: settings.ROLLING_NUMBERS, connect: settings.CONNECT_NUMBERS };
  const calls = createCalls({ table: settings.CALLS_TABLE, now });
  const pairs = createPairs({ table: settings.PAIRS_TABLE, calls, numbers: () => Promise.resolve(numbers), now });
  const deps = {
    pairs,
    calls,
    voice: createVoice(),
    now,
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  return async (): Promise<void> => writeSwept(logger, await sweepPairs(deps));
}

/** A call whose pair had to be freed has ended without a word: its function failed, or was never told. */
export function writeSwept(logger: ReturnType<typeof createLogger>, swept: Swept & Reconciled): void {
  logger[swept.freed > 0 ? 'warn' : 'info']('pairs swept', { ...swept });
}
