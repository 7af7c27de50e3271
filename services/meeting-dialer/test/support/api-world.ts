import { createHash, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { createMeetings, createVoice } from '@patchbay/chime';
import {
  addParticipantsRequest,
  createMeetingRequest,
  joinAsGuestRequest,
  joinMeetingRequest,
  type Problem,
} from '@patchbay/contracts';
import { createMemoryCounters } from '@patchbay/dial-policy';
import { startEmulator, VirtualClock } from '@patchbay/emulator';
import { anybody, createLogger, httpHandler, type HttpHandler } from '@patchbay/lambda';
import { createDoor, createGuard, linkDigest, linkText } from '@patchbay/meetings';
import {
  createMemoryParticipants,
  createMemoryScheduledMeetings,
  type MeetingKey,
  type Participant,
} from '@patchbay/repositories';
import type { Context } from 'aws-lambda';
import { addParticipants } from '../../src/add-participants.ts';
import { callAgain } from '../../src/call-again.ts';
import { createMeeting } from '../../src/create-meeting.ts';
import { endMeeting } from '../../src/end-meeting.ts';
import type { InvitationMessage } from '../../src/invitations.ts';
import { joinAsGuest } from '../../src/join-as-guest.ts';
import { joinMeeting } from '../../src/join-meeting.ts';
import { MAX_LIST_BYTES } from '../../src/limits.ts';
import { listParticipants } from '../../src/list-participants.ts';
import { numbersOf } from '../../src/numbers.ts';
import { presence } from '../../src/presence.ts';
import { resendMail } from '../../src/resend-mail.ts';

export const NOW = 1_795_600_000_000;
export const DAY_MS = 86_400_000;
export const BOSS = 'boss';
const ACCOUNT = { accountId: '111122223333', region: 'us-east-1' };
const APPLICATION = 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42';
const DIAL_IN = '+12065550130';

export interface Given {
  guests?: boolean;
  sendsMail?: boolean;
  guesses?: number;
  wrongPasscodes?: number;
}

/** Of which tables and queue are in memory, and Chime is emulated: the token says who somebody is. */
export async function startApi({ guests = false, sendsMail = true, guesses = 10, wrongPasscodes = 20 }: Given = {}) {
  let time = NOW;
  const now = () => time;
  const emulator = await startEmulator({
    ...ACCOUNT,
    clock: new VirtualClock(),
    handler: () => ({ SchemaVersion: '1.0', Actions: [] }),
    throttles: {},
    provision: {
      applications: [
        { name: 'app', id: APPLICATION, functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:sma' },
      ],
      rules: [{ name: 'all', targets: ['app'], trigger: { number: DIAL_IN } }],
    },
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { endpoint: emulator.url, region: 'us-east-1', credentials };
  const meetings = createMeetings({ region: 'us-east-1', client, deadlineMs: 30_000 });
  const voice = createVoice({ client, deadlineMs: 30_000 });
  const scheduledMeetings = createMemoryScheduledMeetings(now);
  const participants = createMemoryParticipants();
  const counters = createMemoryCounters();
  const messages: InvitationMessage[] = [];
  const digest = async ({ series }: MeetingKey, passcode: string) =>
    createHash('sha256').update(`${series}${passcode}`).digest('hex');
  const deps = {
    ...{ scheduledMeetings, participants, counters, meetings, voice, guests, sendsMail, now },
    invitations: { send: async (message: InvitationMessage) => void messages.push(message) },
    numberOf: numbersOf(['US']),
    hours: 24,
    uuid: randomUUID,
    telephony: async () => ({ sipMediaApplicationId: APPLICATION, callerId: DIAL_IN }),
    report: () => undefined,
    door: createDoor({ scheduledMeetings, participants, meetings, mediaRegion: 'us-east-1', now }),
    guard: createGuard({
      ...{ participants, counters, digest, now },
      limits: { perGuesser: guesses, perMeeting: wrongPasscodes },
    }),
  };
  const logger = createLogger({ serviceName: 'test', logLevel: 'DEBUG' });
  const around = {
    logger,
    verify: async (token = '') => {
      const id = token.replace('Bearer ', '');
      return { ok: true, user: { id, email: `${id}@example.com`, groups: [] } } as const;
    },
  };
  const routes = {
    'POST /meetings': httpHandler((request) => createMeeting(request, deps), {
      ...{ ...around, body: createMeetingRequest, maxBodyBytes: MAX_LIST_BYTES },
    }),
    'POST /meetings/{eventId}/participants': httpHandler((request) => addParticipants(request, deps), {
      ...{ ...around, body: addParticipantsRequest, maxBodyBytes: MAX_LIST_BYTES },
    }),
    'GET /meetings/{eventId}/participants': httpHandler((request) => listParticipants(request, deps), around),
    'POST /meetings/{eventId}/join': httpHandler((request) => joinMeeting(request, deps), {
      ...{ ...around, body: joinMeetingRequest },
    }),
    'POST /meetings/{eventId}/guests': httpHandler((request) => joinAsGuest(request, deps), {
      ...{ logger, verify: anybody, body: joinAsGuestRequest },
    }),
    'POST /meetings/{eventId}/end': httpHandler((request) => endMeeting(request, deps), around),
    'POST /meetings/{eventId}/participants/{id}/resend': httpHandler((request) => resendMail(request, deps), around),
    'POST /meetings/{eventId}/participants/{id}/call': httpHandler((request) => callAgain(request, deps), around),
  } satisfies Record<Route, HttpHandler>;
  const lines: string[] = [];
  const written = (line: unknown) => lines.push(String(line)) > 0;
  const streams = [process.stdout, process.stderr].map((each) => jest.spyOn(each, 'write').mockImplementation(written));

  async function ask(route: Route, { by = BOSS, eventId = '123456', id, body }: Asked = {}) {
    const event = {
      routeKey: route,
      headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
      pathParameters: { eventId, ...(id !== undefined && { id }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const result = await routes[route](event, { awsRequestId: 'r' } as Context);
    return {
      status: result.statusCode ?? 0,
      headers: result.headers ?? {},
      text: result.body ?? '',
      body: JSON.parse(result.body ?? 'null') as Answered,
    };
  }

  /** As the worker mails somebody. */
  async function mail(participant: Participant, passcode: string): Promise<string> {
    const meeting = await scheduledMeetings.get(participant.eventId);
    if (!meeting) throw new Error('There is no such meeting');
    const token = createHash('sha256').update(`${participant.id}${passcode}`).digest('base64url');
    const digests = { passcode: await digest(meeting, passcode), link: linkDigest(token) };
    await participants.claimMail(participant, digests, now());
    await participants.mailed(participant, digests.link, 'sent');
    return linkText({ participantId: participant.id, token });
  }

  return {
    ...{ ask, deps, emulator, messages, scheduledMeetings, participants, counters, mail },
    presence: (event: unknown) => presence(event, deps),
    async people(eventId = '123456'): Promise<Participant[]> {
      const meeting = await scheduledMeetings.get(eventId);
      return meeting ? participants.list(meeting) : [];
    },
    /** A call to a participant, which says that it is there. Its transaction id. */
    async callUp(id: string): Promise<string> {
      const [{ eventId = '', series = '' } = {}] = messages;
      const key = { eventId, series, id };
      const claimed = await participants.claimCall(key, { now: time, patienceMs: 10_000 });
      const to = (await participants.get(key))?.phoneNumber ?? '';
      const placed = await voice.createCall({ sipMediaApplicationId: APPLICATION, from: DIAL_IN, to });
      if (!claimed || !placed.ok) throw new Error('There is no call');
      await participants.receipt(key, claimed.attempt, placed.transactionId, time);
      return placed.transactionId;
    },
    /** Arguments of the updates that the function of a call has got. */
    async updates(transactionId: string): Promise<unknown[]> {
      await emulator.passUntil(() => false, 10);
      return (emulator.call(transactionId)?.entries ?? []).flatMap((entry) =>
        entry.type === 'invocation' && entry.event.InvocationEventType === 'CALL_UPDATE_REQUESTED'
          ? [entry.event.ActionData?.Parameters.Arguments]
          : [],
      );
    },
    pass: (ms: number) => void (time += ms),
    chimeMeetings: () => Object.keys(emulator.meetings.export().meetings),
    log: () => lines.join(''),
    async stop() {
      for (const stream of streams) stream.mockRestore();
      await emulator.dispose();
    },
  };
}

export type Route =
  | 'POST /meetings'
  | 'POST /meetings/{eventId}/participants'
  | 'GET /meetings/{eventId}/participants'
  | 'POST /meetings/{eventId}/join'
  | 'POST /meetings/{eventId}/guests'
  | 'POST /meetings/{eventId}/end'
  | 'POST /meetings/{eventId}/participants/{id}/resend'
  | 'POST /meetings/{eventId}/participants/{id}/call';

export interface Asked {
  by?: string;
  eventId?: string;
  id?: string;
  body?: unknown;
}

/** Whatever an answer may have. */
export type Answered = Problem & {
  eventId: string;
  closesAt: number;
  endedAt?: number;
  participants: Record<string, unknown>[];
  participant: Record<string, unknown>;
  meeting: { MeetingId: string };
  attendee: { AttendeeId: string; JoinToken: string; ExternalUserId: string };
};

export type Api = Awaited<ReturnType<typeof startApi>>;
