import type { Clock, Timer } from '@patchbay/emulator';
import type { Invocation } from './invoke.ts';

/** An event that a function did not handle in all its attempts. */
export interface DeadLetter {
  functionName: string;
  /** The event, as JSON text. */
  payload: string;
  attempts: number;
  /** Of the last attempt. */
  error: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface AsyncInvocationsOptions {
  clock: Clock;
  invoke(functionName: string, payload: string): Promise<Invocation>;
  /** How often a failed event is tried again, unless the function says otherwise; AWS's default is 2. */
  retries(functionName: string): number;
  /** Wait before each retry, milliseconds; the last one repeats. AWS waits one minute, then two. */
  retryDelaysMs?: readonly number[];
}

const RETRY_DELAYS_MS = [60_000, 120_000];
/** Older dead letters give way. */
const KEPT = 1_000;

/** Lambda's asynchronous invocation: at least once, retried after an error, then a dead letter. */
export class AsyncInvocations {
  readonly #options: AsyncInvocationsOptions;
  readonly #delays: readonly number[];
  readonly #waiting = new Set<Timer>();
  readonly #running = new Set<Promise<void>>();
  #deadLetters: DeadLetter[] = [];
  #stopped = false;

  constructor(options: AsyncInvocationsOptions) {
    this.#options = options;
    this.#delays = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  }

  /** Accepts an event and returns at once. */
  send(functionName: string, payload: string): void {
    this.#start(functionName, payload, 1);
  }

  /** Events given up so far, oldest first. */
  deadLetters(): readonly DeadLetter[] {
    return [...this.#deadLetters];
  }

  /** Cancels retries and waits for what is running. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#waiting) timer.cancel();
    this.#waiting.clear();
    await Promise.all(this.#running);
  }

  #start(functionName: string, payload: string, attempt: number): void {
    if (this.#stopped) return;
    const release = this.#options.clock.hold();
    const run = this.#attempt(functionName, payload, attempt).finally(() => {
      this.#running.delete(run);
      release();
    });
    this.#running.add(run);
  }

  async #attempt(functionName: string, payload: string, attempt: number): Promise<void> {
    const result = await this.#options.invoke(functionName, payload);
    if (result.kind === 'returned' || this.#stopped) return;
    if (attempt <= this.#options.retries(functionName)) {
      this.#later(functionName, payload, attempt + 1);
      return;
    }
    const error = result.kind === 'failed' ? `${result.errorType}: ${result.errorMessage}` : result.message;
    const letter = { functionName, payload, attempts: attempt, error, at: this.#options.clock.now() };
    this.#deadLetters = [...this.#deadLetters, letter].slice(-KEPT);
  }

  #later(functionName: string, payload: string, attempt: number): void {
    const delay = this.#delays[attempt - 2] ?? this.#delays.at(-1) ?? 0;
    const timer = this.#options.clock.after(delay, () => {
      this.#waiting.delete(timer);
      this.#start(functionName, payload, attempt);
    });
    this.#waiting.add(timer);
  }
}
