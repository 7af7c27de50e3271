import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Timer } from './clock.ts';

/** How often a wait on real time looks again, milliseconds: well below what a person on a telephone notices. */
const LOOK_EVERY_MS = 5;

/** The time on the wall. */
export class RealClock implements Clock {
  readonly #timeouts = new Set<NodeJS.Timeout>();
  #closed = false;

  now(): number {
    return Date.now();
  }

  after(ms: number, fn: () => void): Timer {
    if (this.#closed) return { cancel: nothing };
    const timeout = setTimeout(() => {
      this.#timeouts.delete(timeout);
      fn();
    }, ms);
    this.#timeouts.add(timeout);
    return {
      cancel: () => {
        this.#timeouts.delete(timeout);
        clearTimeout(timeout);
      },
    };
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

  /** Nothing that waits on this clock happens any more, and nothing keeps the process alive. */
  close(): void {
    this.#closed = true;
    for (const timeout of this.#timeouts) clearTimeout(timeout);
    this.#timeouts.clear();
  }
}

function nothing(): void {}
