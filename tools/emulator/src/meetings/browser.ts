import type { Clock } from '../clock/clock.ts';
import { Hearing, PATIENCE_MS, type WaitOptions } from '../phones/hearing.ts';
import type { Heard } from '../phones/phone.ts';
import type { InMeeting } from '../trace/entry.ts';
import type { BrowserSession } from './presence.ts';

/** Something a browser was told to do, or waited for, could not happen. */
export class BrowserError extends Error {
  override readonly name = 'BrowserError';
}

/** `ended` by the service: the meeting is over, the attendee was removed, or has joined from elsewhere. */
export type BrowserState = 'connected' | 'left' | 'dropped' | 'ended';

export interface HeardInMeeting extends Pick<Heard, 'at' | 'text' | 'sound'> {
  /** Whose place in the meeting it came from: an external user id. */
  from: string;
}

export interface BrowserOptions {
  clock: Clock;
  session: BrowserSession;
  roster(): readonly InMeeting[];
  say(text: string): void;
}

/** Somebody who is in a meeting with a browser. */
export class Browser {
  readonly #options: BrowserOptions;
  readonly #hearing: Hearing<HeardInMeeting>;
  #state: BrowserState = 'connected';

  constructor(options: BrowserOptions) {
    this.#options = options;
    this.#hearing = new Hearing({
      clock: options.clock,
      name: this.externalUserId,
      isOver: () => this.#state !== 'connected',
      error: (message) => new BrowserError(message),
    });
  }

  get meetingId(): string {
    return this.#options.session.meetingId;
  }

  get attendeeId(): string {
    return this.#options.session.attendeeId;
  }

  get externalUserId(): string {
    return this.#options.session.externalUserId;
  }

  get state(): BrowserState {
    return this.#state;
  }

  get heardAll(): readonly HeardInMeeting[] {
    return this.#hearing.all;
  }

  /** What was heard, in order, as a phone hears it. */
  get heard(): readonly string[] {
    return this.#hearing.texts;
  }

  /** Who is in the meeting, this browser too; nobody once it is out. */
  get roster(): readonly InMeeting[] {
    return this.#state === 'connected' ? this.#options.roster() : [];
  }

  /** Everybody else in the meeting hears it. */
  say(text: string): void {
    if (this.#state === 'connected') this.#options.say(text);
  }

  leave(): void {
    this.#end('left', () => this.#options.session.leave());
  }

  /** The connection is lost, which the service notices at once. */
  drop(): void {
    this.#end('dropped', () => this.#options.session.drop());
  }

  /** The service has ended it. */
  ended(): void {
    this.#end('ended');
  }

  hear(heard: Omit<HeardInMeeting, 'at'>): void {
    this.#hearing.all.push({ at: this.#options.clock.now(), ...heard });
  }

  /**
   * Waits for words that match, after those of the last `hears`. Text matches as part of what is said, in either case.
   * @throws BrowserError with what was heard instead
   */
  async hears(pattern: string | RegExp, options?: WaitOptions): Promise<string> {
    return this.#hearing.hears(pattern, options);
  }

  /** Waits until somebody is in the meeting. */
  async sees(externalUserId: string, { timeoutMs = PATIENCE_MS }: WaitOptions = {}): Promise<void> {
    const isIn = () => this.roster.some((other) => other.externalUserId === externalUserId);
    await this.#wait(isIn, timeoutMs, `did not see ${externalUserId}`);
  }

  /** Waits until it is out of the meeting. */
  async isOut({ timeoutMs = PATIENCE_MS }: WaitOptions = {}): Promise<void> {
    await this.#wait(() => this.#state !== 'connected', timeoutMs, 'was not put out of the meeting');
  }

  #end(state: BrowserState, tell?: () => void): void {
    if (this.#state !== 'connected') return;
    this.#state = state;
    tell?.();
  }

  async #wait(done: () => boolean, timeoutMs: number, what: string): Promise<void> {
    if (await this.#options.clock.passUntil(done, timeoutMs)) return;
    const others = this.roster.map(({ externalUserId }) => externalUserId).join(', ') || 'nobody';
    throw new BrowserError(
      `${this.externalUserId} ${what} within ${timeoutMs / 1_000} s: it is ${this.#state}, in the meeting: ${others}.`,
    );
  }
}
