import { samePair, type Claim, type Pair } from './pair.ts';
import type { Pairs } from './pairs.ts';

/** What a call answers: `unknown` when nobody could ask it, such as after throttling. */
export type Ping = 'alive' | 'gone' | 'unknown';

export interface SweepOptions {
  pairs: Pick<Pairs, 'list' | 'release' | 'renew'>;
  now(): number;
  /** The pair on the call's item; undefined when there is none. */
  recorded(transactionId: string): Promise<Pair | undefined>;
  /** Asks the call that has the claim for a sign of life, such as by an update request. */
  ping(claim: Claim): Promise<Ping>;
  /** Resolves when the next ping may go out; to false when there is no time for more. */
  pace(): Promise<boolean>;
}

export interface Swept {
  expired: number;
  renewed: number;
  freed: number;
  /** Left for the next time. */
  left: number;
}

/**
 * Asks the calls whose lease has expired, the longest expired first, whether they still live, and frees the pairs of
 * those that do not. A claim that the call's item does not know, since another delivery recorded another pair, is freed
 * without asking.
 */
export async function sweep({ pairs, now, recorded, ping, pace }: SweepOptions): Promise<Swept> {
  const expired = await expiredClaims(pairs, Math.floor(now() / 1_000));
  const swept: Swept = { expired: expired.length, renewed: 0, freed: 0, left: 0 };
  for (const [done, claim] of expired.entries()) {
    const pair = await recorded(claim.owner);
    if (pair && !samePair(pair, claim)) {
      if (await pairs.release(claim, claim.owner)) swept.freed++;
      continue;
    }
    if (!(await pace())) {
      swept.left += expired.length - done;
      return swept;
    }
    const answer = await ping(claim);
    if (answer === 'unknown') swept.left++;
    else if (answer === 'gone' && (await pairs.release(claim, claim.owner))) swept.freed++;
    else if (answer === 'alive' && (await pairs.renew(claim, claim.owner))) swept.renewed++;
  }
  return swept;
}

async function expiredClaims(pairs: Pick<Pairs, 'list'>, now: number): Promise<Claim[]> {
  const claims = (await pairs.list()).flatMap(({ claim }) => claim ?? []);
  return claims.filter(({ expires }) => expires <= now).sort((one, other) => one.expires - other.expires);
}

const SHORTEST_LEASE_S = 15 * 60;

/**
 * The shortest lease, in seconds, with which silent calls on all pairs can be asked in time: a bridged call sends no
 * event, and no more calls can be asked than `pings` a second.
 */
export function leaseSeconds(pairs: number, pings: number): number {
  return Math.max(SHORTEST_LEASE_S, Math.ceil(pairs / pings));
}
