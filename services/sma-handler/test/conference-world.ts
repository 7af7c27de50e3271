import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemoryCounters } from '@patchbay/dial-policy';
import {
  createEmulator,
  createMeetings,
  type EmulatorOptions,
  promptText,
  type Storage,
  type StoredObject,
  VirtualClock,
} from '@patchbay/emulator';
import {
  type AuditRecord,
  createMemoryConferences,
  createMemoryLiveCalls,
  type LiveCall,
  type NewConference,
} from '@patchbay/repositories';
import { createRouter, type ReportEntry, type SmaEvent } from '@patchbay/sma';
import { updateCall, type ConferenceSettings, type UpdateCallDeps } from '../src/flows/update-call/index.ts';
import { inProcess } from './in-process.ts';

export const NUMBER = '+12065550120';
export const PIN = '47110';

export interface Given {
  options?: Partial<EmulatorOptions>;
  settings?: Partial<ConferenceSettings>;
  conference?: Partial<NewConference>;
  deps?: (deps: UpdateCallDeps) => Partial<UpdateCallDeps>;
}

/** A conference that an operator has opened, and everything that the flow works with, in memory and on virtual time. */
export async function openConference({ options = {}, settings = {}, conference = {}, deps: changed }: Given = {}) {
  const clock = new VirtualClock();
  const now = () => clock.now();
  let count = 0;
  const uuid = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
  const ids = { uuid, random: () => 0.5 };
  const chime = createMeetings({ clock, ids, accountId: '111122223333', region: 'us-east-1' });
  const conferences = createMemoryConferences(now);
  await conferences.open({
    ...{ id: 'conference-1', pin: PIN, name: 'Weekly', openedBy: 'operator', waitingRoom: false },
    ...{ openedAt: now(), closesAt: now() + 86_400_000, ...conference },
  });
  const liveCalls = createMemoryLiveCalls(now);
  const audit = new Map<string, AuditRecord>();
  const told: LiveCall[] = [];
  const outcomes: string[] = [];
  const reports: ReportEntry[] = [];
  const troubles: unknown[] = [];
  const deps: UpdateCallDeps = {
    conferences,
    liveCalls,
    audit: {
      of: async (id) => [...audit.values()].filter(({ transactionId }) => transactionId === id),
      async finish(_transactionId, actionId, outcome, reason) {
        const record = audit.get(actionId);
        if (!record || record.outcome) return undefined;
        const finished = { ...record, outcome, ...(reason !== undefined && { reason }) };
        audit.set(actionId, finished);
        return finished;
      },
    },
    meetings: inProcess(chime),
    counters: createMemoryCounters(),
    conferenceSettings: {
      ...{ pins: 'opened', waitingRoom: false, wrongPinsPerHour: 10, maxHoldMinutes: 60, mediaRegion: 'us-east-1' },
      ...settings,
    },
    tellOperators: {
      about: async (call) => void told.push(call),
      outcome: async ({ actionId, outcome, reason }) => {
        outcomes.push(`${actionId} ${outcome}${reason === undefined ? '' : `: ${reason}`}`);
      },
    },
    report: (error) => troubles.push(error),
    promptsBucket: 'prompts',
    now,
    uuid,
  };
  const router = createRouter<UpdateCallDeps>({
    flows: [updateCall],
    deps: { ...deps, ...changed?.(deps) },
    flowFor: () => updateCall.name,
    report: (entry) => reports.push(entry),
  });
  const emulator = createEmulator({ handler: router, clock, ids, meetings: chime, storage: prompts, ...options });
  let actions = 0;

  /** An operator asks for something; the outcome comes later. */
  function act(transactionId: string, args: Record<string, string>): string {
    const actionId = `action-${++actions}`;
    audit.set(actionId, { transactionId, actionId, by: 'operator', action: args['action'] ?? '', at: now() });
    emulator.update(transactionId, { ...args, actionId });
    return actionId;
  }

  /** The same, while call time stands still. */
  function actAtOnce(transactionId: string, args: Record<string, string>): string {
    const call = emulator.engine.transactions.get(transactionId);
    const update = emulator.update;
    emulator.update = (_id, given) =>
      call?.send({
        type: 'CALL_UPDATE_REQUESTED',
        actionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: given } },
        ...(call.legA && { leg: call.legA }),
      });
    try {
      return act(transactionId, args);
    } finally {
      emulator.update = update;
    }
  }

  /** Somebody who dials; and with a PIN, is asked for it and keys it in. */
  async function caller(number: string, pin?: string) {
    const phone = emulator.phone(number);
    const { transactionId } = phone.dial(NUMBER);
    if (pin !== undefined) {
      await phone.hears('five digit PIN');
      phone.press(pin);
    }
    return { phone, transactionId };
  }

  /** The same, once he is in the conference. */
  async function joined(number: string) {
    const known = await caller(number, PIN);
    await known.phone.hears('joined the conference');
    return known;
  }

  /** Something happens while the next such request of an action is on its way, which then perhaps fails. */
  function during(name: 'join' | 'setMuted', happens: () => void, fails = false): void {
    const real = chime[name].bind(chime) as (...args: unknown[]) => Promise<never>;
    const once = async (...args: unknown[]) => {
      chime[name] = real;
      happens();
      // Call time stands still, and the function answers meanwhile.
      for (let each = 0; each < 20; each++) await new Promise(setImmediate);
      return fails ? { unknownAttendees: [] } : real(...args);
    };
    chime[name] = once as never;
  }

  /** The last event about an action of this type in a call, as the function was told. */
  function lastAbout(transactionId: string, type: string): SmaEvent {
    const entries = emulator.call(transactionId)?.entries ?? [];
    const events = entries.flatMap((entry) => (entry.type === 'invocation' ? [entry.event] : []));
    const found = events.findLast((event) => {
      const data = 'ActionData' in event ? event.ActionData : undefined;
      return data && 'Type' in data && data.Type === type;
    });
    if (!found) throw new Error(`There was no event about ${type}`);
    return found;
  }

  return {
    ...{
      emulator,
      router,
      during,
      lastAbout,
      chime,
      conferences,
      liveCalls,
      told,
      outcomes,
      reports,
      troubles,
      act,
      actAtOnce,
      audit,
      now,
    },
    pass: (ms: number) => emulator.passUntil(() => false, ms),
    until: (done: () => boolean) => emulator.passUntil(done, 600_000),
    outcomeOf: (actionId: string) => audit.get(actionId)?.outcome,
    caller,
    joined,
    /** Who is in the meeting, by the ends of their numbers, and whether they are muted. */
    async roster(): Promise<Record<string, boolean>> {
      const calls = await liveCalls.ofConference('conference-1', 300);
      const everyone = chime.list().flatMap(({ MeetingId }) => chime.participants(MeetingId));
      return Object.fromEntries(
        everyone.map(({ attendeeId, muted }) => [
          calls.find(({ attendee }) => attendee?.attendeeId === attendeeId)?.from.slice(-2) ?? '?',
          muted,
        ]),
      );
    },
    attendees: () =>
      chime.list().flatMap(({ MeetingId }) => chime.attendees.list({ MeetingId, MaxResults: 100 }).items),
  };
}

const ASSETS = join(import.meta.dirname, '../assets');
const files = new Map<string, Promise<StoredObject | 'missing'>>();

/** The bucket of prompts as it is deployed: the very files. */
const prompts: Storage = {
  find(_bucketName, key) {
    const found = files.get(key) ?? read(join(ASSETS, key));
    files.set(key, found);
    return found;
  },
  put: () => Promise.resolve('denied'),
};

async function read(file: string): Promise<StoredObject | 'missing'> {
  try {
    return { body: await readFile(file), contentType: 'audio/wav', ...(await promptText(file)) };
  } catch {
    return 'missing';
  }
}
