import { createHash } from 'node:crypto';
import type { CallRequest, CallResult } from '@patchbay/chime';
import { createDialQuota, createMemoryCounters, type QuotaLimits } from '@patchbay/dial-policy';
import { lineOf } from '@patchbay/meetings';
import {
  createMemoryLines,
  createMemoryParticipants,
  createMemoryScheduledMeetings,
  type NewParticipant,
  type Participant,
  type ScheduledMeeting,
} from '@patchbay/repositories';
import { invite, type InviteDeps, type Invited } from '../../src/invite/invite.ts';
import type { InvitationMessage } from '../../src/invitations.ts';
import type { Mail, MailResult } from '../../src/mail/mailer.ts';
import { createVirtualTime } from './virtual-time.ts';

/** A window of calls begins. */
export const NOW = 1_795_600_000_700;
export const KEY = { eventId: '123456', series: '5e2e4d1b-4a3c-4a5b-9c57-52d3a6e0b713' };
export const DIAL_IN = '+12065550130';
const ORGANISER = 'boss@example.com';
const PLENTY: QuotaLimits = {
  perUser: { calls: 1_000, windowSeconds: 3_600 },
  total: { calls: 10_000, windowSeconds: 3_600 },
};
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** What a telephone does, and when, in milliseconds after it was called. */
export interface Answer {
  /** When the call says that it is there; 200 when missing, never when it is undefined. */
  receiptAfter?: number | undefined;
  /** What becomes of it a second later; `joined` when missing. `lost`: nobody ever hears. */
  outcome?: 'joined' | 'no-answer' | 'declined' | 'lost';
}

export interface Person {
  mailed?: boolean;
  called?: boolean;
}

export interface Given {
  people?: readonly Person[];
  quotaLimits?: QuotaLimits;
  settings?: Partial<Pick<InviteDeps, 'retries' | 'mailsPerSecond' | 'callsPerSecond' | 'activeCalls'>>;
  /** What SES says to the mails, one after the other; it takes those after the last. */
  mails?: readonly MailResult[];
  /** What Chime says to requests for calls; it takes those after the last. */
  calls?: readonly (CallResult | undefined)[];
  /** Of each call, the first one first; the last one stands for all others. */
  answers?: readonly Answer[];
  deps?: (deps: InviteDeps) => Partial<InviteDeps>;
}

export async function startWorld(given: Given = {}) {
  const time = createVirtualTime(NOW);
  const { now } = time;
  const scheduledMeetings = createMemoryScheduledMeetings(now);
  const participants = createMemoryParticipants();
  const lines = createMemoryLines();
  const counters = createMemoryCounters();
  const sent: (Mail & { at: number })[] = [];
  const placed: (CallRequest & { at: number })[] = [];
  const queue: { at: number; message: InvitationMessage; delay: number }[] = [];
  const errors: unknown[] = [];
  const calledAfterReceipt: string[] = [];
  const notes: string[] = [];
  let draws = 0;
  const { answers = [{}], mails = [], calls = [] } = given;

  /** What the flow does with a call. */
  function ring(request: CallRequest, transactionId: string): void {
    const { participantId: id = '', attempt = '' } = request.arguments ?? {};
    const key = { ...KEY, id };
    const answer = answers[Math.min(placed.length, answers.length) - 1] ?? {};
    const after = 'receiptAfter' in answer ? answer.receiptAfter : 200;
    if (after === undefined) return;
    const { outcome = 'joined' } = answer;
    time.after(after, () => {
      void participants.receipt(key, Number(attempt), transactionId, now()).then((isThe) => {
        if (!isThe || outcome === 'lost') return;
        time.after(1_000, () => {
          const retry = outcome === 'no-answer' && Number(attempt) <= deps.retries;
          void participants.conclude(key, {
            ...{ outcome, transactionId, at: now() },
            ...(retry && { retryAt: now() + 60_000 }),
          });
        });
      });
    });
  }

  const real: InviteDeps = {
    ...{ scheduledMeetings, participants, lines, counters },
    quota: createDialQuota({ counters, limits: given.quotaLimits ?? PLENTY, now }),
    mailer: {
      async send(mail) {
        const result = mails[sent.length] ?? { ok: true };
        sent.push({ ...mail, at: now() });
        return result;
      },
    },
    voice: {
      async createCall(request) {
        const { participantId: id = '' } = request.arguments ?? {};
        if ((await participants.get({ ...KEY, id }))?.call?.transactionId !== undefined) calledAfterReceipt.push(id);
        const result = calls[placed.length];
        placed.push({ ...request, at: now() });
        if (result !== undefined && !(result.ok === false && result.reason === 'unknown')) return result;
        const transactionId = `call-${placed.length}`;
        ring(request, transactionId);
        return result ?? { ok: true, transactionId };
      },
    },
    invitations: {
      async send(message, delaySeconds = 0) {
        queue.push({ at: now() + delaySeconds * 1_000, message, delay: delaySeconds });
      },
    },
    credentials: async (meeting, id) => {
      const passcode = String(draws++).padStart(6, '0');
      const link = `${id}.token-${draws}`;
      return { passcode, link, digests: { passcode: digest(`${meeting.series}${passcode}`), link: digest(link) } };
    },
    site: async () => 'https://meet.example.com',
    dialIn: async () => DIAL_IN,
    telephony: async () => ({ sipMediaApplicationId: 'sma-1' }),
    ...{ retries: 1, mailsPerSecond: 10, callsPerSecond: 1, activeCalls: 1_000, ...given.settings },
    report: (error) => void errors.push(error),
    note: (text) => void notes.push(text),
    now,
    sleep: time.sleep,
  };
  const deps: InviteDeps = { ...real, ...given.deps?.(real) };

  const meeting: ScheduledMeeting = await scheduledMeetings.open({
    ...KEY,
    salt: 'salt-1',
    organiser: ORGANISER,
    createdAt: NOW,
    closesAt: NOW + 86_400_000,
  });
  for (const [index, one] of (given.people ?? []).entries()) await participants.add(personOf(index, one));

  /** One invocation, of 60 s. */
  function invoke(message: InvitationMessage = { ...KEY, sentAt: NOW }, using = deps): Promise<Invited> {
    const until = now() + 60_000;
    return invite(message, using, () => until - now());
  }

  /** All that comes of the messages that are in the queue; ends when it is empty. */
  async function drain(most = 200): Promise<Invited[]> {
    const outcomes: Invited[] = [];
    while (queue.length > 0) {
      if (outcomes.length === most) throw new Error('It never ends');
      queue.sort((a, b) => a.at - b.at);
      const [next] = queue.splice(0, 1);
      if (!next) break;
      await time.pass(Math.max(0, next.at - now()));
      outcomes.push(await time.while(invoke(next.message)));
    }
    return outcomes;
  }

  return {
    ...{ time, scheduledMeetings, participants, lines, counters, deps, meeting, sent, placed, queue, errors, notes },
    calledAfterReceipt,
    invoke,
    drain,
    /** As whoever schedules does. */
    async schedule() {
      await deps.invitations.send({ ...KEY, sentAt: now() });
      await scheduledMeetings.noteSent(KEY, now());
    },
    /** Of the call of a person. */
    lineOf: (index: number) => lineOf({ ...KEY, id: idOf(index) }),
    people: () => participants.list(KEY),
    async person(index: number): Promise<Participant | undefined> {
      return participants.get({ ...KEY, id: idOf(index) });
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

export const idOf = (index: number): string => index.toString(16).padStart(16, '0');

/** Somebody who is mailed and called, unless it is said otherwise. */
export function personOf(index: number, { mailed = true, called = true }: Person = {}): NewParticipant {
  const number = String(index).padStart(4, '0');
  return {
    ...{ ...KEY, id: idOf(index), name: `Person ${index}`, addedAt: NOW, closesAt: NOW + 86_400_000 },
    ...{ email: `person-${index}@example.com`, phoneNumber: `+1425555${number}` },
    mail: mailed ? 'due' : 'none',
    ...(called && { callAt: NOW }),
  };
}
