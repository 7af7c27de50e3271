import type { Clock } from '../clock/clock.ts';

export interface WaitOptions {
  /** Call time, milliseconds. */
  timeoutMs?: number;
}

/** How long a person waits for something before he thinks that it is broken. */
export const PATIENCE_MS = 60_000;

export interface HearingOptions {
  clock: Clock;
  /** Whose, for messages. */
  name: string;
  /** Nothing more is heard. */
  isOver(): boolean;
  /** Makes the error that tells of something that was not heard. */
  error(message: string): Error;
}

/** What somebody has heard, in order, and how he waits for more. */
export class Hearing<Heard extends { readonly text: string }> {
  readonly all: Heard[] = [];
  readonly #options: HearingOptions;
  #upTo = 0;

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  get texts(): readonly string[] {
    return this.all.map(({ text }) => text);
  }

  /** Waits for words that match, after those of the last time; throws when they don't come. */
  async hears(pattern: string | RegExp, { timeoutMs = PATIENCE_MS }: WaitOptions = {}): Promise<string> {
    const { clock, isOver, error } = this.#options;
    const matches = ({ text }: Heard): boolean =>
      typeof pattern === 'string'
        ? text.toLowerCase().includes(pattern.toLowerCase())
        : new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(text);
    const find = () => this.all.findIndex((heard, index) => index >= this.#upTo && matches(heard));
    await clock.passUntil(() => find() >= 0 || isOver(), timeoutMs);
    const index = find();
    if (index < 0) throw error(this.#notHeard(pattern, timeoutMs));
    this.#upTo = index + 1;
    return this.all[index]!.text;
  }

  #notHeard(pattern: string | RegExp, timeoutMs: number): string {
    const { name, isOver } = this.#options;
    const since = this.all.slice(this.#upTo).map(({ text }) => `"${text}"`);
    const instead = since.length > 0 ? `it heard ${since.join(', ')}` : 'it heard nothing';
    const ended = isOver() ? ' before the call ended' : ` within ${timeoutMs / 1_000} s`;
    return `${name} did not hear ${typeof pattern === 'string' ? `"${pattern}"` : String(pattern)}${ended}: ${instead}.`;
  }
}
