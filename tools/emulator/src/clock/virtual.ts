import type { Clock, Timer } from './clock.ts';
import { TimerHeap, type Entry } from './timer-heap.ts';

/** Where virtual time starts unless told otherwise; a fixed date, so that runs are repeatable. */
export const VIRTUAL_EPOCH = Date.UTC(2026, 0, 5, 9, 0, 0);

/**
 * Time that passes only inside `passUntil`, and then at once. It stands still while anybody holds it: a function that
 * is being invoked, a file that is being read.
 */
export class VirtualClock implements Clock {
  readonly #timers = new TimerHeap();
  #now: number;
  #holds = 0;
  #waiters: (() => void)[] = [];

  constructor(now = VIRTUAL_EPOCH) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, fn: () => void): Timer {
    const entry = this.#timers.add(this.#now + Math.max(0, ms), fn);
    return { cancel: () => this.#timers.cancel(entry) };
  }

  hold(): () => void {
    let held = true;
    this.#holds++;
    return () => {
      if (!held) return;
      held = false;
      if (--this.#holds === 0) this.#wake();
    };
  }

  /**
   * Lets time pass until `done()` holds or `ms` milliseconds have gone by; resolves to whether it held. `done` is asked
   * after everything that happens, so no time is lost between the event and the answer. What held for a moment only,
   * while time stood still, has held; but nothing is resolved before time may go on.
   */
  async passUntil(done: () => boolean, ms: number): Promise<boolean> {
    const limit = this.#now + ms;
    for (;;) {
      let held = done();
      while (this.#holds > 0) {
        await this.#released();
        held ||= done();
      }
      if (held) return true;
      const next = this.#timers.takeUntil(limit);
      if (!next) {
        this.#now = Math.max(this.#now, limit);
        return false;
      }
      this.#fire(next);
    }
  }

  /** Lets `ms` milliseconds pass. */
  async pass(ms: number): Promise<void> {
    await this.passUntil(() => false, ms);
  }

  #fire(entry: Entry): void {
    this.#now = Math.max(this.#now, entry.at);
    entry.fn();
  }

  #released(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}
