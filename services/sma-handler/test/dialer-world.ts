import { createMemoryCounters } from '@patchbay/dial-policy';
import { createEmulator, createMeetings, type EmulatorOptions, VirtualClock } from '@patchbay/emulator';
import { createLogger, reportTo, smaHandler } from '@patchbay/lambda';
import { createDoor, createGuard, type GuessLimits, lineOf, passcodeDigest } from '@patchbay/meetings';
import {
  createMemoryLines,
  createMemoryParticipants,
  createMemoryScheduledMeetings,
  type Participant,
} from '@patchbay/repositories';
import { createRouter, type ReportEntry, type SmaEvent } from '@patchbay/sma';
import type { Context } from 'aws-lambda';
import { type MeetingDialerDeps, meetingDialer } from '../src/flows/meeting-dialer/index.ts';
import { inProcess } from './in-process.ts';

export const NUMBER = '+12065550130';
export const EVENT = '314159';
const SERIES = '5e2e4d1b-4a3c-4a5b-9c57-52d3a6e0b713';
export const KEY = { eventId: EVENT, series: SERIES };
/** Of the application that all numbers of an emulator lead to. */
const APPLICATION = '00000000-0000-4000-8000-00000000050a';
const DAY_MS = 86_400_000;

export interface Invitee {
  id: string;
  name: string;
  phoneNumber: string;
  passcode: string;
}
const person = (digit: string, name: string): Invitee => ({
  id: digit.repeat(16),
  name,
  phoneNumber: `+1206555010${digit}`,
  passcode: `27182${digit}`,
});
export const ANN = person('1', 'Ann <Lee> & Sons');
export const BOB = person('2', 'Bob');

export interface Given {
  options?: Partial<EmulatorOptions>;
  limits?: Partial<GuessLimits>;
  retries?: number;
  lines?: number;
  deps?: (deps: MeetingDialerDeps) => Partial<MeetingDialerDeps>;
  /** Events are delivered once only; else twice, and both times the answer has to be the same. */
  once?: boolean;
  /** As it is deployed, with all that it writes to its log. */
  logged?: boolean;
  /** The answer to such an event gets lost, and with it the call. */
  lose?: (event: SmaEvent) => boolean;
}

/** A meeting to which Ann and Bob are invited, and everything that the flow works with, in memory and on virtual time. */
export async function schedule(given: Given = {}) {
  const {
    options = {},
    limits = {},
    retries = 1,
    lines: most = 5,
    deps: changed,
    once = false,
    lose,
    logged = false,
  } = given;
  const clock = new VirtualClock();
  const now = () => clock.now();
  let count = 0;
  const ids = { uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`, random: () => 0.5 };
  const chime = createMeetings({ clock, ids, accountId: '111122223333', region: 'us-east-1' });
  const meetings = inProcess(chime);
  const scheduledMeetings = createMemoryScheduledMeetings(now);
  const participants = createMemoryParticipants();
  const lines = createMemoryLines();
  const closesAt = now() + DAY_MS;
  await scheduledMeetings.open({ ...KEY, salt: 'salt-1', organiser: 'boss@example.com', createdAt: now(), closesAt });
  const digest = passcodeDigest(async () => 'key');
  for (const { passcode, ...each } of [ANN, BOB]) {
    await participants.add({ ...KEY, ...each, email: `${each.id}@example.com`, addedAt: now(), mail: 'due', closesAt });
    await participants.claimMail(
      { ...KEY, id: each.id },
      { passcode: await digest(KEY, passcode), link: each.id },
      now(),
    );
  }
  const reports: ReportEntry[] = [];
  const troubles: string[] = [];
  const deps: MeetingDialerDeps = {
    ...{ scheduledMeetings, participants, lines, now },
    door: createDoor({ scheduledMeetings, participants, meetings, mediaRegion: 'us-east-1', now }),
    guard: createGuard({
      ...{ participants, digest, now, counters: createMemoryCounters() },
      limits: { perGuesser: 10, perMeeting: 20, ...limits },
    }),
    invitationSettings: { retries, lines: most },
    report: (error) => troubles.push(error instanceof Error ? error.message : String(error)),
  };
  const logger = createLogger({ serviceName: 'test', logLevel: 'DEBUG' });
  const router = createRouter<MeetingDialerDeps>({
    flows: [meetingDialer],
    deps: { ...deps, ...changed?.(deps) },
    flowFor: ({ legA }) => (legA?.inbound ? meetingDialer.name : undefined),
    report(entry) {
      reports.push(entry);
      if (logged) reportTo(logger)(entry);
    },
  });
  const deployed = smaHandler(router, logger);
  const ask = async (event: unknown) => (logged ? deployed(event, { awsRequestId: '1' } as Context) : router(event));
  const answers: { event: SmaEvent; answer: string }[] = [];
  const differences: unknown[] = [];
  const emulator = createEmulator({
    async handler(event) {
      const answer = await ask(event);
      const text = JSON.stringify(answer);
      if (!once && JSON.stringify(await ask(event)) !== text) differences.push(event);
      answers.push({ event: event, answer: text });
      if (lose?.(event)) throw new Error('The answer is lost');
      return answer;
    },
    ...{ clock, ids, meetings: chime },
    ...options,
  });
  const keyOf = ({ id }: Invitee) => ({ ...KEY, id });
  const find = async (who: Invitee): Promise<Participant> => (await participants.get(keyOf(who)))!;
  const pass = (ms: number) => emulator.passUntil(() => false, ms);

  /** The worker places the call of an attempt; `claimed: false` for a call that nobody expects any more. */
  async function placeCall(who: Invitee, attempt?: number, to = who.phoneNumber) {
    const key = keyOf(who);
    if (attempt === undefined) {
      const { call } = await find(who);
      if (call?.dueAt === undefined) await participants.callAgain(key, now());
      await lines.take(lineOf(key), { limit: most, until: now() + 90_000, now: now() });
    }
    const claimed = attempt ?? (await participants.claimCall(key, { now: now(), patienceMs: 10_000 }))?.attempt;
    const { transactionId } = emulator.engine.create({
      sipMediaApplicationId: APPLICATION,
      from: NUMBER,
      to,
      arguments: { flow: 'meeting-dialer', ...KEY, participantId: who.id, attempt: String(claimed) },
    });
    return { transactionId, phone: emulator.phone(to) };
  }

  /** He has answered, and hears the question. */
  async function asked(who: Invitee) {
    const call = await placeCall(who);
    await call.phone.isConnected();
    await call.phone.hears('press 1');
    return call;
  }

  /** He has pressed 1, and is in the meeting. */
  async function invited(who: Invitee) {
    const call = await asked(who);
    call.phone.press('1');
    await call.phone.hears('You have joined');
    return call;
  }

  /** Somebody dials in, and keys in what he is asked for. */
  async function dialIn(number: string, eventId?: string, passcode?: string) {
    const phone = emulator.phone(number);
    const { transactionId } = phone.dial(NUMBER);
    await phone.hears('number of your meeting');
    if (eventId !== undefined) phone.press(eventId);
    if (passcode !== undefined) {
      await phone.hears('passcode');
      phone.press(passcode);
    }
    return { transactionId, phone };
  }

  /** The organiser ends it: as the API does, perhaps without its updates of calls. */
  async function end(...told: string[]) {
    const meeting = await scheduledMeetings.end(KEY, now());
    if (meeting?.inUse) await meetings.end(meeting.inUse.meetingId);
    for (const transactionId of told) emulator.update(transactionId, { action: 'end' });
  }

  /** The call is over, and what it has had is given back. */
  async function over() {
    await emulator.passUntil(() => emulator.engine.transactions.size === 0, 600_000);
    await pass(1_000);
  }

  /** Something happens while the next meeting is being joined. */
  function duringJoin(happens: () => unknown): void {
    const real = chime.join.bind(chime);
    chime.join = async (request) => {
      chime.join = real;
      await happens();
      return real(request);
    };
  }

  return {
    ...{ differences, ask, duringJoin },
    ...{ emulator, chime, scheduledMeetings, participants, lines, reports, troubles, answers, now, pass },
    ...{ find, placeCall, asked, invited, dialIn, end, over },
    /** Who is in the Chime meetings, as attendees. */
    attendees: () =>
      chime
        .list()
        .flatMap(({ MeetingId }) =>
          chime.attendees.list({ MeetingId, MaxResults: 100 }).items.map(({ ExternalUserId }) => ExternalUserId[2]),
        ),
    /** Whether nothing of any call is left. */
    isEmpty: async () => {
      const { inUse, here } = (await scheduledMeetings.get(EVENT))!;
      const places = (await participants.list(KEY)).flatMap((each) => Object.keys(each.places));
      const isFree = await createProbe(lines, most, now());
      return chime.list().length === 0 && !inUse && here.length === 0 && places.length === 0 && isFree;
    },
    /** The last event of this type that the flow was told. */
    last: (type: SmaEvent['InvocationEventType']): SmaEvent =>
      answers.findLast(({ event }) => event.InvocationEventType === type)!.event,
  };
}

/** Whether all lines are free. */
async function createProbe(lines: MeetingDialerDeps['lines'], limit: number, now: number): Promise<boolean> {
  const holders = Array.from({ length: limit }, (_, index) => `probe-${index}`);
  let free = 0;
  for (const holder of holders) if (await lines.take(holder, { limit, until: now + 1, now })) free++;
  for (const holder of holders) await lines.release(holder);
  return free === limit;
}
