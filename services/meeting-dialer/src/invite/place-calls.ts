import type { RefusalReason, Voice } from '@patchbay/chime';
import type { Counters, DialQuota } from '@patchbay/dial-policy';
import { lineOf, linesFor } from '@patchbay/meetings';
import type { Lines, Participant, Participants, ScheduledMeeting, Telephony } from '@patchbay/repositories';
import { LANES, LINE_LEASE_MS, MOST_SILENT, PATIENCE_MS, REFUSED_MS } from './limits.ts';
import { isToBeCalled } from './next-look.ts';

export interface CallDeps {
  participants: Pick<Participants, 'claimCall' | 'notPlaced'>;
  lines: Pick<Lines, 'take' | 'release'>;
  /** Counts the calls of an organiser. */
  quota: DialQuota;
  counters: Pick<Counters, 'count'>;
  voice: Pick<Voice, 'createCall'>;
  telephony(): Promise<Pick<Telephony, 'sipMediaApplicationId'>>;
  /** E.164: what people are called from, so that they can dial it. */
  dialIn(): Promise<string | undefined>;
  /** As granted to the account. */
  callsPerSecond: number;
  /** The same: legs at once. */
  activeCalls: number;
  /** Told what went wrong with one participant: the others go on. */
  report(error: unknown): void;
  /** Told what was refused, in a few words without anybody's number. */
  note(text: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** Of one call. `stop`: the next one would come to nothing, too. */
type Placed = 'placed' | 'not-placed' | 'stop';

/** In which as many calls are placed as are allowed a second: a little longer, since requests are not equally fast. */
const WINDOW_MS = 1_100;
/** How long a window is kept count of, seconds. */
const KEEP_S = 60;

/**
 * Places the calls that are due, as fast as the account's quotas allow: so many a second, and as many at once as there are
 * lines, of all meetings together. A call is placed once more only when the one before has said nothing for some time.
 * @returns how many were placed, or may have been
 */
export async function placeCalls(
  meeting: ScheduledMeeting,
  people: readonly Participant[],
  deps: CallDeps,
  goesOn: () => Promise<boolean>,
): Promise<number> {
  const waiting = people.filter((each) => isToBeCalled(each, deps.now()));
  if (waiting.length === 0) return 0;
  let count = 0;
  let stopped = false;
  try {
    const [{ sipMediaApplicationId }, from] = await Promise.all([deps.telephony(), deps.dialIn()]);
    if (from === undefined) throw new Error('There is no number to call from');
    const placer = createPlacer(meeting, { sipMediaApplicationId, from }, deps, goesOn);
    const lane = async () => {
      for (let next = waiting.shift(); next && !stopped && (await goesOn()); next = waiting.shift()) {
        const placed = await placer(next);
        if (placed === 'placed') count += 1;
        if (placed === 'stop') stopped = true;
      }
    };
    await Promise.all(Array.from({ length: Math.min(LANES, deps.callsPerSecond) }, lane));
  } catch (error) {
    deps.report(error);
  }
  return count;
}

function createPlacer(
  meeting: ScheduledMeeting,
  origin: { sipMediaApplicationId: string; from: string },
  deps: CallDeps,
  goesOn: () => Promise<boolean>,
): (participant: Participant) => Promise<Placed> {
  const { participants, lines, quota, counters, voice, now, sleep, report, note } = deps;
  const { eventId, series, organiser } = meeting;
  const limit = linesFor(deps.activeCalls);
  const windowNow = () => Math.floor(now() / WINDOW_MS);
  // Who comes in the midst of a window would place calls at its end, and again at once.
  const first = Math.ceil(now() / WINDOW_MS);

  /** Waits for its turn in one of the next windows; false when time, or the meeting, is over before. */
  async function turn(): Promise<boolean> {
    while (await goesOn()) {
      const window = windowNow();
      const counted = window >= first && (await counters.count(`meeting-calls/${window}`, limits()));
      if (counted) return true;
      await sleep((window + 1) * WINDOW_MS - now());
    }
    return false;
  }

  const limits = () => ({ limit: deps.callsPerSecond, expires: Math.floor(now() / 1_000) + KEEP_S });

  async function place(participant: Participant): Promise<Placed> {
    const { id, phoneNumber = '', call: { attempt: before = 0, transactionId, dueAt } = {} } = participant;
    const refuse = (attempt: number, reason: string) => participants.notPlaced(participant, attempt, { reason }, now());
    if (dueAt === undefined && transactionId === undefined && before >= MOST_SILENT) {
      await refuse(before, 'The calls that were placed have never been heard of.');
      return 'not-placed';
    }
    const claim = () => participants.claimCall(participant, { now: now(), patienceMs: PATIENCE_MS });
    const line = lineOf(participant);
    const until = now() + LINE_LEASE_MS;
    // First of all: mostly it is for a line that calls wait.
    if (!(await lines.take(line, { limit, until, now: now() }))) return 'stop';
    const decision = await quota.take(organiser, `${series}/${id}/${before + 1}`);
    if (!decision.allowed) {
      const claimed = await claim();
      if (!claimed) return 'not-placed';
      await refuse(claimed.attempt, decision.message);
      await lines.release(line);
      return 'not-placed';
    }
    if (!(await turn())) {
      await lines.release(line);
      return 'stop';
    }
    const claimed = await claim();
    // Whoever has claimed it has the same line.
    if (!claimed) return 'not-placed';
    const { attempt } = claimed;
    const result = await voice.createCall({
      ...origin,
      to: phoneNumber,
      arguments: { flow: 'meeting-dialer', eventId, series, participantId: id, attempt: String(attempt) },
    });
    if (result.ok) return 'placed';
    note(`A call came to nothing: ${result.reason}`);
    // It may have been placed: then it says so, or it is placed again.
    if (result.reason === 'unknown') return 'placed';
    const reason = REASONS[result.reason];
    const then = reason === undefined ? { dueAt: now() + REFUSED_MS } : { reason };
    await participants.notPlaced(participant, attempt, then, now());
    await lines.release(line);
    return result.reason === 'quota' ? 'stop' : 'not-placed';
  }

  return async (participant) => {
    try {
      return await place(participant);
    } catch (error) {
      report(error);
      return 'not-placed';
    }
  };
}

/** Why a call was refused for good, for the organiser; whatever is not here is tried again. */
const REASONS: Readonly<Partial<Record<RefusalReason, string>>> = {
  'not-found': 'The telephones have not been set up.',
  invalid: 'The telephone service does not take that number.',
  forbidden: 'The telephone service does not call that number.',
};
