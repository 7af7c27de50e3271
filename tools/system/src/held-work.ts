import type { Clock } from '@patchbay/emulator';

/** Work during which call time stands still, but for the pauses that it makes itself: a function that sleeps. */
export async function heldWork(
  clock: Clock,
  work: (pause: (ms: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  let release = clock.hold();
  const pause = (ms: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.after(ms, () => {
      release = clock.hold();
      resolve();
    });
    release();
    return promise;
  };
  try {
    await work(pause);
  } finally {
    release();
  }
}
