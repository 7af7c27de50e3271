import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Timer } from './clock.ts';

/** How often a wait on real time looks again, milliseconds: well below what a person on a telephone notices. */
const LOOK_EVERY_MS = 5;

/** The time on the wall. */
export class RealClock implements Clock {
  now(): number {
    return Date.now();
  }

  after(ms: number, fn: () => void): Timer {
    const timer = setTimeout(fn, ms);
    return { cancel: () => clearTimeout(timer) };
  }

  hold(): () => void {
    return nothing;
  }

  async passUntil(done: () => boolean, ms: number): Promise<boolean> {
    const limit = Date.now() + ms;
    while (!done()) {
      const left = limit - Date.now();
      if (left <= 0) return false;
      await sleep(Math.min(LOOK_EVERY_MS, left));
    }
    return true;
  }
}

function nothing(): void {}
