import type { SmaEvent } from '@patchbay/sma';
import type { Timer } from '../clock/clock.ts';
import type { InvocationEntry } from '../trace/entry.ts';
import type { InvokeOutcome, Ports } from './ports.ts';
import type { Switches } from './switches.ts';

/** How long one attempt may take before the function is invoked again, and how long all of them together. */
const ATTEMPT_MS = 5_000;
const TOTAL_MS = 20_000;
/** An error is retried once. */
const MAX_ERRORS = 2;

export type DeliveryResult =
  | { kind: 'returned'; payload: string; entry: InvocationEntry }
  | {
      kind: 'exhausted';
      cause: Exclude<InvocationEntry['outcome'], 'returned' | 'invalid'>;
      /** Of a function that failed, in Lambda's words. */
      errorType?: string;
      message: string;
    };

export interface DeliveryWatcher {
  /** The log of an attempt is longer than what came with its answer. */
  logCut(attempt: number): void;
  /** An attempt came back; `entry.ignored` when its answer is not the one that counts. */
  attempted(entry: InvocationEntry): void;
  /** The function is invoked again because it failed. */
  failed(attempt: number): void;
  /** The function is invoked again because it is slow. */
  slow(attempt: number): void;
  done(result: DeliveryResult): void;
}

/**
 * Delivers one event: again after 5 s without an answer (the slow attempt is not cancelled, so the function may work
 * twice), once more after an error, and gives up after 20 s. The first answer to arrive counts.
 */
export class Delivery {
  readonly #ports: Ports;
  readonly #functionArn: string;
  readonly #event: SmaEvent;
  readonly #payload: string;
  readonly #maxAttempts: number;
  readonly #watcher: DeliveryWatcher;
  readonly #timers = new Set<Timer>();
  readonly #holds = new Set<() => void>();
  #attempts = 0;
  #errors = 0;
  #settled = false;
  #stopped = false;

  constructor(ports: Ports, switches: Switches, functionArn: string, event: SmaEvent, watcher: DeliveryWatcher) {
    this.#ports = ports;
    this.#functionArn = functionArn;
    this.#event = event;
    this.#payload = JSON.stringify(event);
    this.#maxAttempts = switches.retry === 'once' ? 2 : TOTAL_MS / ATTEMPT_MS;
    this.#watcher = watcher;
  }

  start(): void {
    this.#limit(this.#ports.wall, TOTAL_MS, () => this.#timedOut());
    this.#attempt();
  }

  /** Nobody waits for the answer any more: the function is not asked again, and whatever it answers is not told. */
  stop(): void {
    this.#stopped = true;
    this.#settle();
  }

  #attempt(): void {
    const attempt = ++this.#attempts;
    const { clock, wall, functions } = this.#ports;
    const startedAt = clock.now();
    const release = this.#hold();
    this.#limit(wall, ATTEMPT_MS, () => this.#again(attempt));
    void functions
      .invoke({ functionArn: this.#functionArn, event: this.#event, payload: this.#payload, attempt })
      .then((outcome) => {
        const delay = outcome.delayMs ?? 0;
        if (delay === 0) {
          this.#arrived(attempt, outcome, startedAt);
        } else {
          this.#delayed(attempt, outcome, delay, startedAt);
        }
      })
      .finally(release);
  }

  /** A fault keeps the answer back for a while of call time. */
  #delayed(attempt: number, outcome: InvokeOutcome, delay: number, startedAt: number): void {
    const { clock, wall } = this.#ports;
    clock.after(delay, () => this.#arrived(attempt, outcome, startedAt));
    if (this.#settled || clock === wall) return;
    if (attempt === 1) this.#limit(clock, TOTAL_MS, () => this.#timedOut());
    this.#limit(clock, ATTEMPT_MS, () => this.#again(attempt));
  }

  #again(attempt: number): void {
    if (this.#settled || attempt !== this.#attempts || attempt >= this.#maxAttempts) return;
    this.#watcher.slow(attempt);
    this.#attempt();
  }

  #arrived(attempt: number, outcome: InvokeOutcome, startedAt: number): void {
    if (this.#stopped) return;
    const entry: InvocationEntry = {
      type: 'invocation',
      event: this.#event,
      attempt,
      response: undefined,
      outcome: outcome.kind === 'refused' ? outcome.reason : outcome.kind,
      durationMs: outcome.durationMs + (this.#ports.clock.now() - startedAt),
    };
    if (this.#ports.clock === this.#ports.wall) entry.durationMs = this.#ports.clock.now() - startedAt;
    if (outcome.logs?.length) entry.logs = outcome.logs;
    if (outcome.logsTruncated) this.#watcher.logCut(attempt);
    if (outcome.kind === 'failed') entry.error = `${outcome.errorType}: ${outcome.errorMessage}`;
    if (outcome.kind === 'refused') entry.error = outcome.message;
    if (this.#settled) {
      entry.ignored = true;
      this.#watcher.attempted(entry);
      return;
    }
    if (outcome.kind === 'returned') {
      this.#settle({ kind: 'returned', payload: outcome.payload, entry });
      return;
    }
    this.#watcher.attempted(entry);
    this.#errors++;
    if (this.#errors < MAX_ERRORS) {
      if (outcome.kind === 'failed') this.#watcher.failed(attempt);
      this.#attempt();
    } else {
      const cause = outcome.kind === 'refused' ? outcome.reason : outcome.kind;
      const errorType = outcome.kind === 'failed' && { errorType: outcome.errorType };
      this.#settle({ kind: 'exhausted', cause, message: entry.error ?? cause, ...errorType });
    }
  }

  #timedOut(): void {
    this.#settle({ kind: 'exhausted', cause: 'timed-out', message: 'AWS Lambda client operation timed out.' });
  }

  #settle(result?: DeliveryResult): void {
    if (this.#settled) return;
    this.#settled = true;
    for (const timer of this.#timers) timer.cancel();
    if (result) this.#watcher.done(result);
    for (const release of this.#holds) release();
  }

  #limit(clock: Ports['clock'], ms: number, fn: () => void): void {
    this.#timers.add(clock.after(ms, fn));
  }

  /** Time stands still while the function works, but not beyond the moment its answer stops to matter. */
  #hold(): () => void {
    const release = this.#ports.clock.hold();
    this.#holds.add(release);
    return () => {
      this.#holds.delete(release);
      release();
    };
  }
}
