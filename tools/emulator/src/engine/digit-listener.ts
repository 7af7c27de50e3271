import type { Clock, Timer } from '../clock/clock.ts';

export interface DigitListenerOptions {
  regex: RegExp;
  /** Quiet time after the last digit before the buffer is looked at. */
  inBetweenMs: number;
  /** The buffer's life, from its first digit. */
  flushMs: number;
}

/** What ReceiveDigits registers on a leg: it collects DTMF in the background and reports a buffer that matches. */
export class DigitListener {
  readonly #clock: Clock;
  readonly #options: DigitListenerOptions;
  readonly #onMatch: (digits: string) => void;
  #buffer = '';
  #quiet: Timer | undefined;
  #flush: Timer | undefined;

  constructor(clock: Clock, options: DigitListenerOptions, onMatch: (digits: string) => void) {
    this.#clock = clock;
    this.#options = options;
    this.#onMatch = onMatch;
  }

  digit(digit: string): void {
    const first = this.#buffer === '';
    this.#buffer += digit;
    this.#quiet?.cancel();
    // Before the end of its life at the same moment, the buffer is looked at.
    this.#quiet = this.#clock.after(this.#options.inBetweenMs, () => this.#look());
    if (first) this.#flush = this.#clock.after(this.#options.flushMs, () => this.close());
  }

  /** Forgets what was collected; nothing is reported. */
  close(): void {
    this.#quiet?.cancel();
    this.#flush?.cancel();
    this.#buffer = '';
  }

  #look(): void {
    const digits = this.#buffer;
    if (!this.#options.regex.test(digits)) return;
    this.close();
    this.#onMatch(digits);
  }
}
