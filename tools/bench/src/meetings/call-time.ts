import { setImmediate } from 'node:timers/promises';
import type { VirtualClock } from '@patchbay/emulator';

/** Time of functions that are at work together with calls: it stands still while any of them computes. */
export interface CallTime {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Does something as soon as nobody computes, that many milliseconds later. */
  after(ms: number, work: () => void): void;
  /** Time stands still until that is done, and whoever waited for it has gone on. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Turns of the event loop in which whoever was waiting does what he does next: asks, or waits again. */
const TURNS = 4;

export function callTime(clock: VirtualClock): CallTime {
  const release = async (held: () => void): Promise<void> => {
    for (let turn = 0; turn < TURNS; turn++) await setImmediate();
    held();
  };
  const after = (ms: number, work: () => void): void => {
    clock.after(ms, () => {
      const held = clock.hold();
      work();
      void release(held);
    });
  };
  return {
    now: () => clock.now(),
    after,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
    during: (work) => {
      const held = clock.hold();
      return work.finally(() => void release(held));
    },
  };
}
