import type { Counters } from '@patchbay/dial-policy';
import type { Participant, Participants, ScheduledMeeting } from '@patchbay/repositories';

/** Who tries a passcode. */
export type Guesser =
  /** Missing where the number is withheld. */
  { kind: 'caller'; number?: string } | { kind: 'user'; id: string; email: string };

export type Judged =
  | { ok: true; participant: Participant }
  /** Wrong, of whatever it is: there may be no such meeting, either. */
  | { ok: false; reason: 'wrong' }
  /** This guesser has tried too often. */
  | { ok: false; reason: 'too-many' };

export interface GuardDeps {
  participants: Pick<Participants, 'ofPasscode'>;
  counters: Pick<Counters, 'count' | 'uncount'>;
  digest(meeting: ScheduledMeeting, passcode: string): Promise<string>;
  limits: GuessLimits;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface GuessLimits {
  /** Wrong ones of one caller, or of one user, in an hour. */
  perGuesser: number;
  /** Wrong ones in one meeting, of all together; then only those on its list are tried, each for himself. */
  perMeeting: number;
}

export interface Guard {
  /** Counts the try before it looks, and takes it back when it was right. `meeting` is undefined for an event id that has none. */
  judge(meeting: ScheduledMeeting | undefined, passcode: string, guesser: Guesser): Promise<Judged>;
}
