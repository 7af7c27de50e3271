import type { Participant, Participants, ScheduledMeeting } from '@patchbay/repositories';
import { invitationMail } from '../mail/invitation-mail.ts';
import type { Mailer, MailResult } from '../mail/mailer.ts';
import { MAIL_PATIENCE_MS } from './limits.ts';

export interface MailDeps {
  participants: Pick<Participants, 'claimMail' | 'mailed'>;
  /** Undefined where no e-mail is sent. */
  mailer: Mailer | undefined;
  /** What opens the meeting for one of its participants: new ones each time. */
  credentials(meeting: ScheduledMeeting, participantId: string): Promise<Credentials>;
  /** Where the pages are; undefined where there are none. */
  site(): Promise<string | undefined>;
  /** E.164: what people dial; undefined where there is no number. */
  dialIn(): Promise<string | undefined>;
  mailsPerSecond: number;
  /** Told what went wrong with one participant: the others go on. */
  report(error: unknown): void;
  /** Told what was refused, in a few words without anybody's address. */
  note(text: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds. */
  sleep(ms: number): Promise<void>;
}

export interface Credentials {
  passcode: string;
  /** What follows the `#` of a link. */
  link: string;
  /** What is kept of both. */
  digests: { passcode: string; link: string };
}

/** So many passcodes are drawn at most: of a million, 250 are in use. */
const DRAWS = 10;
const SECOND_MS = 1_000;

type Sent = 'sent' | 'not-now' | 'not-sent';

/**
 * Sends the mails that are due, so many a second, each at most once: it is taken first, and whoever is gone before it is
 * known what came of it leaves it unknown.
 * @returns how many were sent
 */
export async function sendMails(
  meeting: ScheduledMeeting,
  people: readonly Participant[],
  deps: MailDeps,
  goesOn: () => Promise<boolean>,
): Promise<number> {
  const { mailer, mailsPerSecond, report, now, sleep } = deps;
  try {
    await giveUp(people, deps);
    const due = people.filter(({ mail, email }) => mail === 'due' && email !== undefined);
    if (mailer === undefined || due.length === 0) return 0;
    const [site, dialIn] = await Promise.all([deps.site(), deps.dialIn()]);
    if (site === undefined && dialIn === undefined) throw new Error('There is neither a site nor a number to join by');
    const ways = { ...(site !== undefined && { site }), ...(dialIn !== undefined && { dialIn }) };
    let count = 0;
    for (let from = 0; from < due.length && (await goesOn()); from += mailsPerSecond) {
      const began = now();
      const results = await Promise.all(
        due.slice(from, from + mailsPerSecond).map((each) => sendOne(meeting, each, ways, mailer, deps)),
      );
      count += results.filter((result) => result === 'sent').length;
      // The next one would meet the same.
      if (results.includes('not-now')) break;
      if (from + mailsPerSecond < due.length) await sleep(Math.max(0, began + SECOND_MS - now()));
    }
    return count;
  } catch (error) {
    report(error);
    return 0;
  }
}

async function sendOne(
  meeting: ScheduledMeeting,
  participant: Participant,
  { site, dialIn }: { site?: string; dialIn?: string },
  mailer: Mailer,
  deps: MailDeps,
): Promise<Sent> {
  const { eventId, organiser, closesAt } = meeting;
  const { name, email = '' } = participant;
  try {
    const credentials = await claim(meeting, participant, deps);
    if (!credentials) return 'not-sent';
    const { passcode, link, digests } = credentials;
    const result = await mailer.send({
      to: email,
      ...invitationMail({
        ...{ eventId, name, organiser, passcode, closesAt },
        ...(site !== undefined && { link: `${site}/meetings/${eventId}#${link}` }),
        ...(dialIn !== undefined && { dialIn }),
      }),
    });
    if (!result.ok) deps.note(`A mail came to nothing: ${result.reason}, ${result.code}`);
    await deps.participants.mailed(participant, digests.link, stateOf(result));
    if (result.ok) return 'sent';
    return result.reason === 'not-sent' ? 'not-now' : 'not-sent';
  } catch (error) {
    // Whatever was done before it stays, and what was taken is given up in a minute.
    deps.report(error);
    return 'not-sent';
  }
}

function stateOf(result: MailResult): 'sent' | 'due' | 'failed' | 'unknown' {
  if (result.ok) return 'sent';
  return ({ 'not-sent': 'due', rejected: 'failed', unknown: 'unknown' } as const)[result.reason];
}

/** Undefined when somebody else has taken it. */
async function claim(
  meeting: ScheduledMeeting,
  participant: Participant,
  { participants, credentials, now }: MailDeps,
): Promise<Credentials | undefined> {
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = await credentials(meeting, participant.id);
    const claimed = await participants.claimMail(participant, drawn.digests, now());
    if (claimed === 'claimed') return drawn;
    if (claimed === 'not-due') return undefined;
  }
  throw new Error('No free passcode was found');
}

/** Mails of those who are gone: nobody knows whether they were sent. */
async function giveUp(people: readonly Participant[], { participants, now }: MailDeps): Promise<void> {
  const lost = people.filter(({ mail, mailAt = 0 }) => mail === 'sending' && mailAt + MAIL_PATIENCE_MS <= now());
  await Promise.all(lost.map((each) => participants.mailed(each, each.link ?? '', 'unknown')));
}
