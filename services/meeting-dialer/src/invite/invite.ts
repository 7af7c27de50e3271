import type { Participant, Participants, ScheduledMeeting, ScheduledMeetings } from '@patchbay/repositories';
import type { InvitationMessage, Invitations } from '../invitations.ts';
import { type CallDeps, placeCalls } from './place-calls.ts';
import { type MailDeps, sendMails } from './send-mails.ts';
import { LATER_S, LOOKOUT_MS, MARGIN_MS, SOON_S, TROUBLED_S } from './limits.ts';
import { delayOf, nextLook } from './next-look.ts';
import { settleLost, type SettleDeps } from './settle-lost.ts';

export interface InviteDeps extends MailDeps, CallDeps, SettleDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'get' | 'noteSent'>;
  participants: MailDeps['participants'] &
    CallDeps['participants'] &
    SettleDeps['participants'] &
    Pick<Participants, 'list'>;
  lines: CallDeps['lines'] & SettleDeps['lines'];
  invitations: Pick<Invitations, 'send'>;
  /** How often a call that nobody answers is placed again. */
  retries: number;
}

export interface Invited {
  /** `over`: nobody can join any more. `taken-over`: a later message goes on. `goes-on`: with one of our own. */
  outcome: 'over' | 'done' | 'taken-over' | 'goes-on';
  /** Mails that were sent, and calls that were placed. */
  mails: number;
  calls: number;
}

/**
 * Mails and calls those of a meeting who are due, as fast as is allowed and as long as there is time. While anything is
 * open, the message is sent again, before it is noted that it was: so one is always on its way, and where there are several,
 * all but the one that was noted last end. What is open the table says; the same message twice does no harm.
 * @param timeLeft of this invocation, milliseconds
 */
export async function invite(message: InvitationMessage, deps: InviteDeps, timeLeft: () => number): Promise<Invited> {
  const { scheduledMeetings, participants, invitations, now, retries } = deps;
  const { eventId, series } = message;
  const look = () => scheduledMeetings.get(eventId, series);
  const meeting = await look();
  if (!isOpen(meeting)) return { outcome: 'over', mails: 0, calls: 0 };
  const people = await participants.list(meeting);
  const hasTime = () => timeLeft() >= MARGIN_MS;
  const goesOn = lookout(async () => isOpen(await look()), hasTime, now);
  let isTroubled = false;
  const report = (error: unknown) => {
    isTroubled = true;
    deps.report(error);
  };
  await settleLost(people, { ...deps, report });
  const [mails, calls] = await Promise.all([
    sendMails(meeting, people, { ...deps, report }, goesOn),
    placeCalls(meeting, people, { ...deps, report }, goesOn),
  ]);
  const as = (outcome: Invited['outcome']): Invited => ({ outcome, mails, calls });
  const [then, after] = await Promise.all([look(), participants.list(meeting)]);
  if (!isOpen(then)) return as('over');
  const at = nextOf(after, { now: now(), retries, sendsMail: deps.mailer !== undefined });
  if (at === undefined) return as('done');
  if (then.sentAt > message.sentAt) return as('taken-over');
  const sentAt = Math.max(now(), message.sentAt + 1);
  const least = isTroubled ? TROUBLED_S : hasTime() ? LATER_S : SOON_S;
  await invitations.send({ eventId, series, sentAt }, delayOf(at - now(), least));
  await scheduledMeetings.noteSent(meeting, sentAt);
  return as('goes-on');
}

const isOpen = (meeting: ScheduledMeeting | undefined): meeting is ScheduledMeeting =>
  meeting !== undefined && meeting.endedAt === undefined;

/** Whether something may be begun: there is time, and the meeting has not ended, which is looked at once a second. */
function lookout(look: () => Promise<boolean>, hasTime: () => boolean, now: () => number): () => Promise<boolean> {
  let seen = { at: now(), isOpen: Promise.resolve(true) };
  return async () => {
    if (!hasTime()) return false;
    // Where it can't be seen, what is begun meets the same.
    if (now() - seen.at >= LOOKOUT_MS) seen = { at: now(), isOpen: look().catch(() => true) };
    return seen.isOpen;
  };
}

/** When something of them is due next, milliseconds since the epoch; undefined when all of it is settled. */
function nextOf(people: readonly Participant[], given: Parameters<typeof nextLook>[1]): number | undefined {
  const times = people.flatMap((each) => nextLook(each, given) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}
