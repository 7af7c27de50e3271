import { MAX_PARTICIPANTS } from '@patchbay/contracts';
import type { DialDecision } from '@patchbay/dial-policy';
import type { Participants, ScheduledMeeting, ScheduledMeetings } from '@patchbay/repositories';
import type { Invitations } from '../invitations.ts';
import { type Invitee, judge } from './judge.ts';
import type { ReadParticipant } from './read-upload.ts';
import { seeToInvitations } from '../see-to-invitations.ts';

export interface ScheduleDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'open' | 'noteSent'>;
  participants: Pick<Participants, 'add' | 'list'>;
  invitations: Pick<Invitations, 'send'>;
  /** Which number that is, and whether it may be called. */
  numberOf(typed: string): Promise<DialDecision>;
  /** Whether there is somebody whom e-mail can come from. */
  sendsMail: boolean;
  /** How long a meeting can be joined. */
  hours: number;
  /** Milliseconds since the epoch. */
  now(): number;
  uuid(): string;
}

/** What has become of one of those who are to be invited. */
export type Scheduled = { id: string; result: 'added' | 'known' } | { problem: string };

const AT_ONCE = 25;
const HOUR_MS = 3_600_000;

/** The meeting that has the event id: a new one of that organiser, or the one that is there, whosever it is. */
export function openMeeting(
  eventId: string,
  organiser: string,
  { scheduledMeetings, hours, now, uuid }: Pick<ScheduleDeps, 'scheduledMeetings' | 'hours' | 'now' | 'uuid'>,
): Promise<ScheduledMeeting> {
  const createdAt = now();
  return scheduledMeetings.open({
    eventId,
    series: uuid(),
    salt: uuid(),
    organiser,
    createdAt,
    closesAt: createdAt + hours * HOUR_MS,
  });
}

/**
 * Adds those who can be invited to a meeting, each by itself, and sees to it that they are. Whoever is in it already is not
 * touched, so the same once more goes on where the first time ended.
 * @param addedAt of the request, the same when it comes again: then whoever it has added counts as added
 * @returns what has become of each, in their order; rejects when some could not be added: the same once more adds them
 */
export async function schedule(
  meeting: ScheduledMeeting,
  wanted: readonly ReadParticipant[],
  deps: ScheduleDeps,
  addedAt: number,
): Promise<Scheduled[]> {
  const known = new Map((await deps.participants.list(meeting)).map((each) => [each.id, each.addedAt]));
  const judged = await Promise.all(
    wanted.map(async (each) => (each.ok ? judge(each.wanted, meeting, (typed) => deps.numberOf(typed)) : each)),
  );
  const seen = new Map<string, number>();
  const added: Invitee[] = [];
  const results = judged.map((each, index): Scheduled => {
    if (!each.ok) return { problem: each.problem };
    const { invitee } = each;
    const first = seen.get(invitee.id);
    if (first !== undefined) return { problem: `The same as participant ${first + 1}.` };
    seen.set(invitee.id, index);
    const since = known.get(invitee.id);
    if (since !== undefined) return { id: invitee.id, result: since === addedAt ? 'added' : 'known' };
    if (known.size + added.length >= MAX_PARTICIPANTS) {
      return { problem: `A meeting has room for ${MAX_PARTICIPANTS} participants.` };
    }
    added.push(invitee);
    return { id: invitee.id, result: 'added' };
  });
  const done: PromiseSettledResult<void>[] = [];
  for (let from = 0; from < added.length; from += AT_ONCE) {
    const some = added.slice(from, from + AT_ONCE).map((invitee) => add(meeting, invitee, deps, addedAt));
    done.push(...(await Promise.allSettled(some)));
  }
  // Also when all of them were known: whoever has added them may be gone before this. And when some could not be added: the
  // others are invited, whether or not somebody asks once more.
  await seeToInvitations(meeting, deps);
  for (const each of done) if (each.status === 'rejected') throw each.reason;
  return results;
}

async function add(
  { eventId, series, closesAt }: ScheduledMeeting,
  { call, ...about }: Invitee,
  { participants, sendsMail, now }: ScheduleDeps,
  addedAt: number,
): Promise<void> {
  const mail = sendsMail && about.email !== undefined ? 'due' : 'none';
  await participants.add({ eventId, series, ...about, addedAt, closesAt, mail, ...(call && { callAt: now() }) });
}
