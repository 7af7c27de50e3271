import type { Call } from '../src/call.ts';
import type { Calls } from '../src/calls.ts';
import { createCalls } from '../src/calls.ts';
import { createMemoryPairTable } from '../src/pairs/memory-table.ts';
import { createPairs, type Pairs } from '../src/pairs/pairs.ts';
import type { PairNumbers, PairState } from '../src/pairs/pair.ts';
import { createDynamoDbPairTable } from '../src/pairs/dynamodb-table.ts';
import type { PairTable } from '../src/pairs/store.ts';
import { lazyItems } from '../src/lazy-items.ts';
import { pairsTable, type TestDynamoDb } from './dynamodb.ts';

/** Pairs and calls with a clock and chance of their own. */
export interface Lab {
  pairs: Pairs;
  table: PairTable;
  calls: Pick<Calls, 'recordPair' | 'get' | 'update'>;
  /** Changing them is a change of configuration. */
  numbers: { sma: string[]; connect: string[] };
  /** Seconds. */
  pass(seconds: number): void;
  now(): number;
  states(): Promise<PairState[]>;
  /** `owner` of every claimed pair, in no order. */
  owners(): Promise<string[]>;
}

export const LEASE_S = 900;

export function someNumbers(sma: number, connect: number): { sma: string[]; connect: string[] } {
  const list = (count: number, first: number) =>
    Array.from({ length: count }, (_, index) => `+1206555${first + index}`);
  return { sma: list(sma, 1_000), connect: list(connect, 5_000) };
}

/** Hundreds of requests at once are slow on a small machine. */
const PATIENCE_MS = 60_000;

/** On tables of its own in DynamoDB over HTTP. */
export async function dynamoDbLab(dynamoDb: TestDynamoDb, name: string, numbers: Lab['numbers']): Promise<Lab> {
  await dynamoDb.createTable(pairsTable(`${name}-pairs`));
  await dynamoDb.createSimpleTable(`${name}-calls`, 'transactionId');
  const time = createTime();
  const calls = createCalls({
    table: `${name}-calls`,
    now: time.now,
    client: dynamoDb.client,
    deadlineMs: PATIENCE_MS,
  });
  const table = createDynamoDbPairTable(`${name}-pairs`, lazyItems(dynamoDb.client, PATIENCE_MS));
  return lab({ table, calls, numbers, time });
}

/** In memory. */
export function memoryLab(numbers: Lab['numbers']): Lab {
  return lab({ table: createMemoryPairTable(), calls: memoryCalls(), numbers, time: createTime() });
}

export function memoryCalls(): Lab['calls'] {
  const calls = new Map<string, Call>();
  const write = (transactionId: string, changes: Partial<Call>) =>
    calls.set(transactionId, { transactionId, legs: {}, ...calls.get(transactionId), ...changes });
  return {
    async recordPair(transactionId, pair) {
      if (calls.get(transactionId)?.pair) return false;
      write(transactionId, { pair });
      return true;
    },
    async update(transactionId, changes) {
      write(transactionId, changes);
      return true;
    },
    get: async (transactionId) => calls.get(transactionId),
  };
}

interface Time {
  now(): number;
  pass(seconds: number): void;
}

function createTime(): Time {
  let now = 1_786_000_000_000;
  return { now: () => now, pass: (seconds) => void (now += seconds * 1_000) };
}

interface Parts {
  table: PairTable;
  calls: Lab['calls'];
  numbers: Lab['numbers'];
  time: Time;
}

function lab({ table, calls, numbers, time }: Parts): Lab {
  const random = createRandom(1);
  const pairs = createPairs({
    table,
    calls,
    numbers: async (): Promise<PairNumbers> => numbers,
    now: time.now,
    random,
    pause: async () => undefined,
    leaseS: LEASE_S,
  });
  const states = () => table.list();
  return {
    pairs,
    table,
    calls,
    numbers,
    now: time.now,
    pass: time.pass,
    states,
    owners: async () => (await states()).flatMap(({ claim }) => (claim ? [claim.owner] : [])),
  };
}

/** mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
