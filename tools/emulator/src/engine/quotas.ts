import type { Clock } from '../clock/clock.ts';

export interface QuotaSettings {
  /** Legs of all calls at once; a bridge counts two. */
  activeCalls: number;
  createCallsPerSecond: number;
  updateCallsPerSecond: number;
  voiceFocusPerSecond: number;
}

/** What a new AWS account starts with (Amazon Chime SDK endpoints and quotas). */
export const AWS_QUOTAS: QuotaSettings = {
  activeCalls: 10,
  createCallsPerSecond: 1,
  updateCallsPerSecond: 5,
  voiceFocusPerSecond: 5,
};

export const NO_QUOTAS: QuotaSettings = {
  activeCalls: Infinity,
  createCallsPerSecond: Infinity,
  updateCallsPerSecond: Infinity,
  voiceFocusPerSecond: Infinity,
};

/** Counts what a quota limits. */
export class Quotas {
  readonly settings: QuotaSettings;
  readonly creates: Rate;
  readonly updates: Rate;
  readonly voiceFocus: Rate;
  #activeLegs = 0;

  constructor(clock: Clock, settings: QuotaSettings) {
    this.settings = settings;
    this.creates = new Rate(clock, settings.createCallsPerSecond);
    this.updates = new Rate(clock, settings.updateCallsPerSecond);
    this.voiceFocus = new Rate(clock, settings.voiceFocusPerSecond);
  }

  get activeLegs(): number {
    return this.#activeLegs;
  }

  /** Takes a place for one leg; false when there is none. */
  takeLeg(): boolean {
    if (this.#activeLegs >= this.settings.activeCalls) return false;
    this.#activeLegs++;
    return true;
  }

  returnLeg(): void {
    this.#activeLegs--;
  }
}

/** At most `perSecond` in any second that starts with the first of them. */
export class Rate {
  readonly #clock: Clock;
  readonly #perSecond: number;
  #windowStart = -Infinity;
  #taken = 0;

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  take(): boolean {
    const now = this.#clock.now();
    if (now - this.#windowStart >= 1_000) {
      this.#windowStart = now;
      this.#taken = 0;
    }
    if (this.#taken >= this.#perSecond) return false;
    this.#taken++;
    return true;
  }
}
