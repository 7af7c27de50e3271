import type { Counters } from './counters.ts';

export interface Quota {
  calls: number;
  windowSeconds: number;
}

/** How many calls may be placed by one user, and by all together. */
export interface QuotaLimits {
  perUser: Quota;
  total: Quota;
}

/** `message` is for the person who dialled. */
export interface QuotaRefusal {
  allowed: false;
  reason: 'user-quota' | 'total-quota';
  message: string;
  /** Until the window ends, 1 or more. */
  retryAfterSeconds: number;
}

export type QuotaDecision = { allowed: true } | QuotaRefusal;

export interface DialQuota {
  /**
   * One call of `user`, whatever text names him. A `key` is one call: asked again while its windows last it gets the same
   * answer, and counts once. Rejects when the counters do.
   */
  take(user: string, key: string): Promise<QuotaDecision>;
}

export interface DialQuotaOptions {
  counters: Counters;
  limits: QuotaLimits;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * Windows are fixed: each has counters of its own, which bear its number. A place in the total is taken first, and given
 * back unless the user's counter has a new place as well: so a key in the user's counter has both, and whoever is refused,
 * or asks again, takes nothing from others.
 */
export function createDialQuota({ counters, limits: { perUser, total }, now }: DialQuotaOptions): DialQuota {
  return {
    async take(user, key) {
      const seconds = now() / 1_000;
      const all = windowOf('total', total, seconds);
      const own = windowOf('user', perUser, seconds);
      const counter = `${own.counter}/${user}`;
      const counted = await counters.count(all.counter, { limit: total.calls, expires: all.end });
      // When the total is reached, a call that was counted before is still allowed.
      const limit = counted ? perUser.calls : 0;
      const place = await counters.take(counter, { limit, key, expires: own.end });
      if (counted && place !== 'taken') await giveBack(all.counter);
      if (place !== 'full') return { allowed: true };
      return counted
        ? refuse('user-quota', 'You have placed as many calls as allowed.', own.end - seconds)
        : refuse('total-quota', 'As many calls have been placed as are allowed altogether.', all.end - seconds);
    },
  };

  /** The decision stands without it: then one call fewer can be placed in this window. */
  async function giveBack(counter: string): Promise<void> {
    await counters.uncount(counter).catch(() => undefined);
  }
}

/** The length is part of the name, so that a change of it begins new windows. */
function windowOf(name: string, { windowSeconds }: Quota, seconds: number): { counter: string; end: number } {
  const number = Math.floor(seconds / windowSeconds);
  return { counter: `${name}/${windowSeconds}/${number}`, end: (number + 1) * windowSeconds };
}

function refuse(reason: QuotaRefusal['reason'], what: string, seconds: number): QuotaRefusal {
  const retryAfterSeconds = Math.max(1, Math.ceil(seconds));
  return { allowed: false, reason, message: `${what} Try again in ${duration(retryAfterSeconds)}.`, retryAfterSeconds };
}

/** In words, rounded up. */
function duration(seconds: number): string {
  if (seconds <= 60) return 'a minute';
  return seconds <= 7_200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3_600)} hours`;
}
