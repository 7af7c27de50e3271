import { setImmediate } from 'node:timers/promises';
import { VirtualClock } from '@patchbay/emulator';
import { createMemoryPairTable, type PairTable } from '@patchbay/repositories';

export interface WorldOptions {
  random(): number;
  /** The time of one request: least and most, milliseconds. */
  requestMs: readonly [number, number];
  /** How far the index of free pairs lags behind: least and most, milliseconds. */
  indexLagMs: readonly [number, number];
}

/** DynamoDB in memory on virtual time: requests take time, and the index lags. */
export interface World {
  now(): number;
  sleep(ms: number): Promise<void>;
  table: PairTable;
  /** The same table, to which requests take no time. */
  memory: PairTable;
  /** Lets time pass until everything has been done. */
  run<T>(work: Promise<T>): Promise<T>;
}

export function createWorld({ random, requestMs, indexLagMs }: WorldOptions): World {
  const clock = new VirtualClock();
  let happened = false;
  const after = (ms: number, act: () => void) =>
    clock.after(ms, () => {
      happened = true;
      act();
    });
  const sleep = (ms: number) => new Promise<void>((resolve) => void after(ms, resolve));
  const between = ([least, most]: readonly [number, number]) => least + random() * (most - least);

  let lastApplied = 0;
  const changes: (() => void)[] = [];
  const memory = createMemoryPairTable({
    propagate(apply) {
      // In order: an index never shows what came before after what came later.
      lastApplied = Math.max(lastApplied, clock.now() + between(indexLagMs));
      changes.push(apply);
      after(lastApplied - clock.now(), () => changes.shift()?.());
    },
  });
  const remote = async <T>(request: () => Promise<T>): Promise<T> => {
    const ms = between(requestMs);
    await sleep(ms / 2);
    const result = await request();
    await sleep(ms / 2);
    return result;
  };
  const table: PairTable = {
    ...memory,
    take: (pair, lease) => remote(() => memory.take(pair, lease)),
    free: (query) => remote(() => memory.free(query)),
    release: (pair, owner, shard) => remote(() => memory.release(pair, owner, shard)),
    renew: (pair, owner, expires) => remote(() => memory.renew(pair, owner, expires)),
  };
  return {
    now: () => clock.now(),
    sleep,
    table,
    memory,
    async run(work) {
      let done = false;
      const ended = work.finally(() => (done = true));
      ended.catch(() => undefined);
      for (;;) {
        await setImmediate();
        if (done) return ended;
        happened = false;
        if (!(await clock.passUntil(() => happened, 3_600_000))) throw new Error('nothing happens any more');
      }
    },
  };
}
