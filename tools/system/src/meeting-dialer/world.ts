import { createEmulator, createMeetings, openPoints, seededIds, VirtualClock, withFaults } from '@patchbay/emulator';
import type { FaultEffect, Functions, MeetingEvent } from '@patchbay/emulator';
import type { Mail } from '@patchbay/meeting-dialer';
import type { Participant } from '@patchbay/repositories';
import { meetingDialer, type MeetingDialerDeps } from '@patchbay/sma-handler';
import { createRouter, type ReportEntry } from '@patchbay/sma';
import { createAws } from './aws.ts';
import { type Choices, weighted } from './choices.ts';
import { drawFarEnd } from './far-end.ts';
import { createQueue } from './queue.ts';
import { createRequests } from './requests.ts';
import type { Settings } from './settings.ts';
import { APPLICATION, createSystem } from './system.ts';
import { createTurns } from './turns.ts';

const FAULTS: readonly (readonly [number, FaultEffect])[] = [
  [20, { type: 'slow', ms: 3_000 }],
  [15, { type: 'slow', ms: 6_000 }],
  [20, { type: 'duplicate' }],
  [12, { type: 'fail' }],
  [8, { type: 'refuse', reason: 'throttled' }],
  [4, { type: 'slow', ms: 21_000 }],
  [4, { type: 'garbage', payload: 'Internal Server Error' }],
];

/** How much goes wrong. */
export interface Odds {
  /** How many requests to AWS, and events of calls, go wrong: 0 to 1. */
  rate: number;
  /** Whether messages and events come late, twice and in any order. */
  isUnruly: boolean;
  /** For how long, milliseconds. */
  ms: number;
}

export interface WorldOptions {
  choices: Choices;
  /** Of the identifiers. */
  seed: number;
  settings: Settings;
  odds: Odds;
  /** How many passcodes there are. */
  passcodes: number;
  mailed(mail: Mail): void;
  changed?(participant: Participant): void;
  wrong(text: string): void;
}

export type World = ReturnType<typeof openWorld>;

/** The meeting dialer with the telephone network, the browsers and AWS around it, on virtual time. */
export function openWorld({ choices, seed, settings, odds, passcodes, mailed, changed, wrong }: WorldOptions) {
  const clock = new VirtualClock();
  const ids = seededIds(seed);
  const now = () => clock.now();
  const until = now() + odds.ms;
  const rate = () => (now() < until ? odds.rate : 0);
  const isUnruly = () => odds.isUnruly && now() < until;
  const turns = createTurns(clock, choices);
  const told = { troubles: 0, mails: 0, calls: 0 };
  const invocation = createRequests({ choices, turns, rate, wentWrong: () => void (told.troubles += 1) });
  const queue = createQueue({
    ...{ turns, choices, wrong, isUnruly },
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
    const times = isUnruly() ? choices.of('event twice', 1, (random) => (random() < 0.1 ? 2 : 1)) : 1;
    for (let time = 0; time < times; time++) {
      const late = choices.of('event late', 300, (random) =>
        isUnruly()
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
    ...{ chime, queue, now, wrong, changed: (participant) => changed?.(participant) },
    mail(mail) {
      told.mails += 1;
      mailed(mail);
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
    ...{ aws, invocation, turns, settings, now, uuid: () => ids.uuid() },
    drawPasscode: () => Math.floor(ids.random() * passcodes),
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
        random() < rate() ? weighted(FAULTS, random) : none,
      );
      if (effect) told.troubles += 1;
      return effect ?? undefined;
    }),
    failAction: (type) => {
      const fails = choices.of(`action ${type}`, false, (random) => random() < rate() / 2);
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
  return { clock, turns, settings, system, emulator, chime, aws, queue, reports, told, now };
}
