import type { Clock, Timer } from '../../src/clock/clock.ts';
import { VirtualClock } from '../../src/clock/virtual.ts';

/** Virtual time that knows how many timers wait on it. */
export class CountingClock implements Clock {
  readonly #clock = new VirtualClock();
  readonly #waiting = new Set<object>();

  /** Timers that have neither fired nor been cancelled. */
  get waiting(): number {
    return this.#waiting.size;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, fn: () => void): Timer {
    const key = {};
    this.#waiting.add(key);
    const timer = this.#clock.after(ms, () => {
      this.#waiting.delete(key);
      fn();
    });
    return {
      cancel: () => {
        this.#waiting.delete(key);
        timer.cancel();
      },
    };
  }

  hold(): () => void {
    return this.#clock.hold();
  }

  passUntil(done: () => boolean, ms: number): Promise<boolean> {
    return this.#clock.passUntil(done, ms);
  }
}
