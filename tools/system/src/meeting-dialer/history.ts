import { createEmulator, createMeetings, openPoints, seededIds, VirtualClock, withFaults } from '@patchbay/emulator';
import type { FaultEffect, Functions, MeetingEvent } from '@patchbay/emulator';
import { meetingDialer, type MeetingDialerDeps } from '@patchbay/sma-handler';
import { createRouter, type ReportEntry } from '@patchbay/sma';
import { createAws } from './aws.ts';
import { type Choices, pick, weighted, whole } from './choices.ts';
import { leftovers } from './leftovers.ts';
import { type Act, createPeople, drawFarEnd } from './people.ts';
import { createQueue } from './queue.ts';
import { createRequests } from './requests.ts';
import { drawSettings } from './settings.ts';
import { APPLICATION, createSystem } from './system.ts';
import { createTurns } from './turns.ts';

/** Nothing goes wrong after that; then all that is left must settle by itself. */
const TROUBLED_MS = 20 * 60_000;
const ACTS_MS = 15 * 60_000;
/** When everything must have settled, and when the meeting has closed and every lease is over. */
const SETTLED_MS = 12 * 3_600_000;
/** By then no message is on its way to the dead letters any more. */
const REDRIVEN_MS = TROUBLED_MS + 10 * 60_000;
const CLOSED_MS = 26 * 3_600_000;
const ENDED_MS = 5 * 60_000;

const FAULTS: readonly (readonly [number, FaultEffect])[] = [
  [20, { type: 'slow', ms: 3_000 }],
  [15, { type: 'slow', ms: 6_000 }],
  [20, { type: 'duplicate' }],
  [12, { type: 'fail' }],
  [8, { type: 'refuse', reason: 'throttled' }],
  [4, { type: 'slow', ms: 21_000 }],
  [4, { type: 'garbage', payload: 'Internal Server Error' }],
];

export interface Told {
  /** Everything that should not have happened. */
  wrongs: readonly string[];
  /** How many requests to AWS went wrong, functions died, and events of calls were disturbed. */
  troubles: number;
  mails: number;
  calls: number;
  /** How many have joined. */
  joined: number;
}

/** One history of the whole meeting dialer: everything in it follows from the choices and the seed. */
export async function live(choices: Choices, seed: number): Promise<Told> {
  const clock = new VirtualClock();
  const ids = seededIds(seed);
  const now = () => clock.now();
  const beganAt = now();
  const turns = createTurns(clock, choices);
  const wrongs: string[] = [];
  const wrong = (text: string): void => void wrongs.push(text);
  const joined = new Set<string>();
  const told = { troubles: 0, mails: 0, calls: 0 };
  const rate = choices.of('rate', 0, (random) => pick([0, 0, 0.01, 0.03, 0.1, 0.25], random));
  const isUnruly = choices.of('unruly', false, (random) => random() < 0.7);
  const isTroubled = () => now() < beganAt + TROUBLED_MS;
  const settings = drawSettings(choices);
  const invocation = createRequests({
    ...{ choices, turns, rate: () => (isTroubled() ? rate : 0) },
    wentWrong: () => void (told.troubles += 1),
  });
  const mailsOf = settings.people.map(() => 0);
  const resendsOf = settings.people.map(() => 0);

  const queue = createQueue({
    ...{ turns, choices, wrong, isUnruly: () => isUnruly && isTroubled() },
    async receive(message) {
      const before = told.troubles;
      const { ok } = await system.invite(message);
      return { ok, hadTrouble: told.troubles > before };
    },
  });
  const chime = createMeetings({
    ...{ clock, ids, accountId: '111122223333', region: 'us-east-1' },
    onEvent: (event) => {
      // The pattern of the function's rule.
      const { eventType, externalUserId = '' } = event.detail;
      const isOf = /Attendee(Joined|Left|Dropped)$/.test(eventType) && externalUserId.startsWith('p-');
      if (isOf || eventType === 'chime:MeetingEnded') tell(event);
    },
  });
  const tell = (event: MeetingEvent): void => {
    const times = isUnruly && isTroubled() ? choices.of('event twice', 1, (random) => (random() < 0.1 ? 2 : 1)) : 1;
    for (let time = 0; time < times; time++) {
      const late = choices.of('event late', 300, (random) =>
        isUnruly && isTroubled()
          ? weighted(
              [
                [5, 300],
                [2, 0],
                [2, 3_000],
                [1, 40_000],
              ],
              random,
            )
          : 300,
      );
      turns.after(late, () => void system.presence(event));
    }
  };
  const aws = createAws({
    ...{ chime, queue, now, wrong, changed: ({ id, outcome }) => void (outcome === 'joined' && joined.add(id)) },
    mail(mail) {
      told.mails += 1;
      const index = people.mailed(mail);
      const sent = (mailsOf[index] ?? 0) + 1;
      mailsOf[index] = sent;
      if (sent > 1 + (resendsOf[index] ?? 0)) wrong(`${mail.to} gets ${sent} e-mails`);
    },
    outside: {
      createCall(call) {
        const created = emulator.engine.create({ ...call, sipMediaApplicationId: APPLICATION });
        told.calls += 1;
        return created;
      },
      updateCall: (transactionId, args) => emulator.update(transactionId, args),
    },
  });
  const system = createSystem({
    ...{ aws, invocation, turns, settings, now, uuid: () => ids.uuid(), random: () => ids.random() },
    report(error) {
      if (told.troubles === 0) wrong(`reported: ${String(error)}`);
    },
  });
  const reports: ReportEntry[] = [];
  const routed: Functions = {
    async invoke({ event }) {
      const router = createRouter<MeetingDialerDeps>({
        ...{ flows: [meetingDialer], deps: system.flowDeps() },
        flowFor: ({ legA }) => (legA?.inbound ? meetingDialer.name : undefined),
        report: (entry) => void reports.push(entry),
      });
      try {
        return { kind: 'returned', payload: JSON.stringify(await router(event)), durationMs: 0 };
      } catch (error) {
        wrong(`the flow throws: ${String(error)}`);
        return { kind: 'failed', errorType: 'Error', errorMessage: String(error), durationMs: 0 };
      }
    },
  };
  const none: FaultEffect | null = null;
  const emulator = createEmulator({
    functions: withFaults(routed, () => {
      const effect = choices.of('event of a call', none, (random) =>
        isTroubled() && random() < rate ? weighted(FAULTS, random) : none,
      );
      if (effect) told.troubles += 1;
      return effect ?? undefined;
    }),
    failAction: (type) => {
      const fails = choices.of(`action ${type}`, false, (random) => isTroubled() && random() < rate / 2);
      if (!fails) return undefined;
      told.troubles += 1;
      return { errorType: 'SystemException', errorMessage: 'System error while running action.' };
    },
    quotas: {
      activeCalls: settings.invitations.activeCalls + 4,
      createCallsPerSecond: settings.invitations.callsPerSecond,
    },
    switches: Object.fromEntries(
      Object.entries(openPoints).map(([name, { values }]) => {
        const [usual, ...others] = values as readonly (string | number | boolean)[];
        return [name, choices.of(`switch ${name}`, usual, (random) => (random() < 0.3 ? (others[0] ?? usual) : usual))];
      }),
    ),
    ...{ clock, ids, meetings: chime },
  });
  emulator.recorder.subscribe((entry) => {
    if (entry.type !== 'leg' || entry.state !== 'ringing' || entry.kind === 'caller') return;
    emulator.exchange.setFarEnd(entry.to, drawFarEnd(choices));
  });
  let endedAt: number | undefined;
  const people = createPeople({
    ...{ settings, system, emulator, choices, turns, wrong, hasTroubles: () => told.troubles > 0 },
    resent: (index) => void (resendsOf[index] = (resendsOf[index] ?? 0) + 1),
    ended: () => {
      endedAt ??= now();
      const calls = [...emulator.engine.transactions.keys()];
      clock.after(ENDED_MS, () => {
        if (told.troubles > 0) return;
        if (calls.some((id) => emulator.engine.transactions.has(id)))
          wrong('the meeting has ended, and a call goes on');
        if (chime.list().length > 0) wrong('the meeting has ended, and is there');
      });
    },
  });
  const soon = (ms: number, work: () => Promise<void>): void =>
    void turns.after(ms, () => void work().catch((error: unknown) => wrong(`a person fails: ${String(error)}`)));
  soon(0, () => people.schedule(choices.of('first', 'list', (random) => pick(['list', 'file'], random))));
  const acts = choices.of('acts', 0, (random) => whole(0, 12, random));
  for (let count = 0; count < acts; count++) {
    const act = choices.of<Act>('act', 'nothing', (random) =>
      weighted(
        [
          [10, 'join'],
          [6, 'dial'],
          [3, 'resend'],
          [3, 'call'],
          [1, 'list'],
          [1, 'file'],
          [1, 'add'],
          [1, 'see'],
          [1, 'end'],
        ],
        random,
      ),
    );
    const at = choices.of('act at', 1_000, (random) => whole(0, pick([20_000, 200_000, ACTS_MS], random), random));
    soon(at, () => people.does(act));
  }

  try {
    await clock.pass(REDRIVEN_MS);
    // Whoever gets the alarm has them come again.
    queue.redrive();
    await clock.pass(SETTLED_MS - REDRIVEN_MS);
    const context = { aws, chime, emulator, settings, endedAt, now, troubles: told.troubles };
    if (queue.dead > 0) wrong('a message became a dead letter when nothing went wrong any more');
    wrongs.push(...(await leftovers(context, 'settled')));
    await clock.pass(CLOSED_MS - SETTLED_MS);
    wrongs.push(...(await leftovers(context, 'closed')));
  } finally {
    chime.close();
  }
  const bad = ['handler-failed', 'invalid-answer', 'release-failed'];
  if (told.troubles === 0)
    wrongs.push(...reports.filter(({ code }) => bad.includes(code)).map(({ message }) => message));
  return { wrongs: [...new Set(wrongs)], ...told, joined: joined.size };
}
