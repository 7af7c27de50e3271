import { randomBytes } from 'node:crypto';
import { checkNumber, createDialQuota, policyOf } from '@patchbay/dial-policy';
import type { MeetingEvent } from '@patchbay/emulator';
import { HttpProblem, type HttpRequest } from '@patchbay/lambda';
import { createDoor, createGuard, passcodeDigest } from '@patchbay/meetings';
import {
  addParticipants,
  callAgain,
  createMeeting,
  credentials,
  endMeeting,
  invite,
  joinAsGuest,
  joinMeeting,
  listParticipants,
  presence,
  resendMail,
  uploaded,
  type InvitationMessage,
  type InviteDeps,
  type Mail,
} from '@patchbay/meeting-dialer';
import type { MeetingDialerDeps } from '@patchbay/sma-handler';
import type { Aws } from './aws.ts';
import { mailRefuses, refuses, type Invocation, type NewInvocation } from './requests.ts';
import type { Settings } from './settings.ts';
import type { Turns } from './turns.ts';

export const DIAL_IN = '+12065550130';
export const SITE = 'https://meet.example.com';
/** Of the application that all numbers of an emulator lead to. */
export const APPLICATION = '00000000-0000-4000-8000-00000000050a';
/** As functions are deployed, milliseconds. */
const INVITE_MS = 60_000;
const REQUEST_MS = 20_000;
const HOURS = 24;

const PLENTY = { calls: 1_000, windowSeconds: 3_600 };
const numbers = policyOf(['US']);

export interface SystemOptions {
  aws: Aws;
  invocation: NewInvocation;
  turns: Turns;
  settings: Settings;
  now(): number;
  uuid(): string;
  /** A number from 0 to 999,999. */
  drawPasscode(): number;
  /** Told what a function reports beside its work. */
  report(error: unknown): void;
}

/** How a function ended. */
export type Ended<T> = { kind: 'returned'; value: T } | { kind: 'threw'; error: unknown } | { kind: 'died' };

/** Somebody who asks the API. */
export interface Asker {
  id: string;
  email: string;
}

export interface Answer {
  /** 500 when the function threw, 504 when it died. */
  status: number;
  body: unknown;
}

/** The functions of the meeting dialer as they are deployed, but for the wire: each invocation with requests of its own. */
export type System = ReturnType<typeof createSystem>;

export function createSystem({ aws, invocation, turns, settings, now, uuid, drawPasscode, report }: SystemOptions) {
  const digestOf = (its: Invocation) => {
    const secret = its.through('secret', { key: async () => 'key' });
    return passcodeDigest(() => secret.key());
  };
  /** What functions are made of, for one invocation. */
  function portsOf(its: Invocation) {
    const { scheduledMeetings, participants, lines, counters } = aws.tables;
    const ports = {
      scheduledMeetings: its.through('meeting', scheduledMeetings),
      participants: its.through('participant', participants),
      lines: its.through('lines', lines),
      counters: its.through('counters', counters),
      meetings: its.through('chime', aws.meetings, refuses),
      settings: its.through('settings', {
        telephony: async () => ({ sipMediaApplicationId: APPLICATION, callerId: DIAL_IN }),
        site: async () => SITE,
        dialIn: async () => DIAL_IN,
      }),
    };
    return {
      ...ports,
      ...{ now, mediaRegion: 'us-east-1' },
      door: createDoor({ ...ports, mediaRegion: 'us-east-1', now }),
      guard: createGuard({
        ...ports,
        ...{ digest: digestOf(its), now },
        limits: { perGuesser: settings.guesses, perMeeting: settings.wrongPasscodes },
      }),
    };
  }
  function apiOf(its: Invocation) {
    const ports = portsOf(its);
    return {
      ...ports,
      invitations: its.through('sqs', { send: async (message: InvitationMessage) => aws.queue.send(message) }),
      voice: its.through('voice', aws.voice, refuses),
      telephony: () => ports.settings.telephony(),
      numberOf: async (typed: string) => checkNumber(typed, numbers),
      ...{ sendsMail: true, hours: HOURS, guests: true, uuid, report },
      ...{ organiser: '', allowedDomain: 'example.com' },
    };
  }
  function inviteDepsOf(its: Invocation): InviteDeps {
    const ports = apiOf(its);
    const send = async (mail: Mail) => aws.mail(mail);
    return {
      ...ports,
      quota: createDialQuota({ counters: ports.counters, limits: { perUser: PLENTY, total: PLENTY }, now }),
      mailer: its.through(
        'ses',
        { send: async (mail: Mail) => (await send(mail), { ok: true } as const) },
        mailRefuses,
        false,
      ),
      voice: its.through('voice', aws.voice, refuses, false),
      invitations: its.through('sqs', {
        send: async (body: InvitationMessage, delaySeconds?: number) => aws.queue.send(body, delaySeconds),
      }),
      credentials: credentials({
        digest: digestOf(its),
        randomInt: drawPasscode,
        randomBytes,
      }),
      site: () => ports.settings.site(),
      dialIn: () => ports.settings.dialIn(),
      ...settings.invitations,
      note: () => undefined,
      sleep: (ms: number) => turns.sleep(ms),
    };
  }
  function flowDepsOf(its: Invocation): MeetingDialerDeps {
    const { retries } = settings.invitations;
    return { ...portsOf(its), invitationSettings: { retries, lines: settings.lines }, report };
  }
  /** Lets a function run until it ends, is killed, or has used up its time. */
  async function run<T>(its: Invocation, ms: number, work: () => Promise<T>): Promise<Ended<T>> {
    const until = turns.sleep(ms).then(() => its.kill());
    const died = Promise.race([its.died, until]).then(() => ({ kind: 'died' }) as const);
    const ended = work().then(
      (value) => ({ kind: 'returned', value }) as const,
      (error: unknown) => ({ kind: 'threw', error }) as const,
    );
    return Promise.race([ended, died]);
  }
  /** Lambda tries an event twice more, after a minute and after two. True once it has been seen to. */
  async function asynchronously(work: (deps: ReturnType<typeof apiOf>) => Promise<unknown>): Promise<boolean> {
    for (const wait of [60_000, 120_000, 0]) {
      const its = invocation({ isMortal: true });
      const ended = await run(its, REQUEST_MS, () => work(apiOf(its)));
      if (ended.kind === 'returned') return true;
      if (ended.kind === 'threw') report(ended.error);
      if (wait > 0) await turns.sleep(wait);
    }
    return false;
  }
  async function ask<Body>(
    asker: Asker,
    { body, id = '' }: { body: Body; id?: string },
    work: (request: HttpRequest<Body>, deps: ReturnType<typeof apiOf>) => Promise<{ status: number; body?: unknown }>,
  ): Promise<Answer> {
    const its = invocation({ isMortal: true });
    const request = {
      user: { ...asker, groups: [] },
      parameters: { eventId: settings.eventId, id },
      ...{ query: {}, headers: {}, body },
    };
    const ended = await run(its, REQUEST_MS, () => work(request, apiOf(its)));
    if (ended.kind === 'returned') return { status: ended.value.status, body: ended.value.body };
    if (ended.kind === 'died') return { status: 504, body: undefined };
    if (ended.error instanceof HttpProblem) return { status: ended.error.status, body: ended.error.code };
    report(ended.error);
    return { status: 500, body: undefined };
  }

  return {
    create: (by: Asker, participants: Parameters<typeof createMeeting>[0]['body']['participants']) =>
      ask(by, { body: { eventId: settings.eventId, participants } }, createMeeting),
    add: (by: Asker, participants: Parameters<typeof createMeeting>[0]['body']['participants']) =>
      ask(by, { body: { participants } }, addParticipants),
    list: (by: Asker) => ask(by, { body: undefined }, listParticipants),
    join: (by: Asker, body: { passcode?: string; link?: string }) => ask(by, { body }, joinMeeting),
    joinAsGuest: (link: string, guestKey: string) =>
      ask({ id: '', email: '' }, { body: { link, guestKey } }, joinAsGuest),
    end: (by: Asker) => ask(by, { body: undefined }, endMeeting),
    resend: (by: Asker, id: string) => ask(by, { body: undefined, id }, resendMail),
    callAgain: (by: Asker, id: string) => ask(by, { body: undefined, id }, callAgain),
    /** Whoever hands a file in. */
    upload: (text: string) =>
      asynchronously((deps) =>
        uploaded(
          { time: new Date(now()).toISOString(), detail: { object: { key: 'people.json', size: text.length } } },
          { ...deps, uploads: { read: async () => text, write: async () => undefined } },
        ),
      ),
    presence: (event: MeetingEvent) => asynchronously((deps) => presence(event, deps)),
    /** One message of the queue. */
    async invite(message: InvitationMessage): Promise<{ ok: boolean }> {
      const its = invocation({ isMortal: true });
      const deps = inviteDepsOf(its);
      const until = now() + INVITE_MS;
      const ended = await run(its, INVITE_MS, () => invite(message, deps, () => until - now()));
      if (ended.kind === 'threw') report(ended.error);
      return { ok: ended.kind === 'returned' };
    },
    /** What the flow works with, for one event; call time stands still meanwhile. */
    flowDeps: () => flowDepsOf(invocation({ isHeld: true })),
    /** What functions work with that have answered before: the same for all that they are asked from now on. */
    warm() {
      const its = invocation({ isHeld: true });
      return { api: apiOf(its), invite: inviteDepsOf(its), flow: flowDepsOf(its) };
    },
  };
}
