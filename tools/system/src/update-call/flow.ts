import type { ActionRequest } from '@patchbay/contracts';
import { createMemoryCounters } from '@patchbay/dial-policy';
import { createMeetings, type FlowUnderTest, type Outside, type World } from '@patchbay/emulator';
import { HttpProblem } from '@patchbay/lambda';
import { createMemoryAudit, createMemoryConferences, createMemoryLiveCalls } from '@patchbay/repositories';
import { updateCall, type UpdateCallDeps } from '@patchbay/sma-handler';
import { createRouter, type ReportEntry } from '@patchbay/sma';
import { act } from '@patchbay/update-call';
import { meetingsOf, voiceOf } from '../chime.ts';

export interface Odds {
  /** Callers wait to be admitted. */
  waitingRoom: boolean;
  /** Of a request to Chime that fails for no reason: 0 to 1. */
  trouble: number;
}

const NUMBER = '+12065550120';
const PIN = '47110';
const DAY_MS = 86_400_000;

const requests: readonly ActionRequest[] = [
  { action: 'mute' },
  { action: 'unmute' },
  { action: 'hold' },
  { action: 'resume' },
  { action: 'admit' },
  { action: 'disconnect' },
  { action: 'play', prompt: 'announcement' },
  { action: 'speak', text: 'Please hold the line.' },
];

/** A conference as a whole: callers with and without a PIN, star codes, operators who act by the API, and the flow. */
export function updateCallUnderTest({ waitingRoom, trouble }: Odds): FlowUnderTest {
  return {
    name: 'update-call',
    starts: ['+12065550101', '+12065550102', 'anonymous'].map((from) => ({ type: 'inbound', from, to: NUMBER })),
    keys: [PIN, '*5', '*6', '*7', '*8'],
    updates: [
      { action: 'mute', actionId: 'unknown-1' },
      { action: 'hold', actionId: 'unknown-2' },
      { action: 'sing' },
      {},
    ],
    open: (outside) => open(outside, { waitingRoom, trouble }),
  };
}

async function open(outside: Outside, { waitingRoom, trouble }: Odds): Promise<World> {
  const { clock, ids } = outside;
  const now = () => clock.now();
  const uuid = () => ids.uuid();
  const fails = () => (ids.random() < trouble ? 'throttled' : undefined);
  const chime = createMeetings({ clock, ids, accountId: '111122223333', region: 'us-east-1' });
  const conferences = createMemoryConferences(now);
  const window = { openedAt: now(), closesAt: now() + DAY_MS };
  await conferences.open({ id: 'conference-1', pin: PIN, name: 'Weekly', openedBy: 'me', waitingRoom, ...window });
  const liveCalls = createMemoryLiveCalls(now);
  const audit = createMemoryAudit();
  const reports: ReportEntry[] = [];
  const wrongs: string[] = [];
  /** Calls that an operator has asked something of. */
  const asked = new Set<string>();
  const router = createRouter<UpdateCallDeps>({
    flows: [updateCall],
    deps: {
      ...{ conferences, liveCalls, audit, now, uuid },
      meetings: meetingsOf(chime, fails),
      counters: createMemoryCounters(),
      conferenceSettings: {
        ...{ pins: 'opened', waitingRoom: false, wrongPinsPerHour: 1_000, maxHoldMinutes: 5, mediaRegion: 'us-east-1' },
      },
      tellOperators: { about: () => Promise.resolve(), outcome: () => Promise.resolve() },
      report: (error) => wrongs.push(String(error)),
      promptsBucket: 'prompts',
    },
    flowFor: () => updateCall.name,
    report: (entry) => reports.push(entry),
  });
  const voice = voiceOf(outside, fails);
  const ask = async (transactionId: string, body: ActionRequest): Promise<void> => {
    const user = { id: 'operator', email: 'operator@example.com', groups: ['operators'] };
    asked.add(transactionId);
    try {
      const request = { user, parameters: { transactionId }, query: {}, headers: {}, body };
      await act(request, { liveCalls, audit, voice, now, uuid });
    } catch (error) {
      if (!(error instanceof HttpProblem)) wrongs.push(`${body.action}: ${String(error)}`);
    }
  };
  const attendees = () => chime.list().flatMap(({ MeetingId }) => chime.attendees.list({ MeetingId }).items);
  return {
    meetings: chime,
    handler: router,
    moves: {
      ...Object.fromEntries(
        requests.map((body) => [`an operator asks to ${body.action}`, (id: string) => ask(id, body)]),
      ),
      'the meeting is ended': () => {
        for (const { MeetingId } of chime.list()) chime.delete(MeetingId);
      },
    },
    errors: () => [
      ...wrongs,
      // Where Chime refuses, an apology is all that there is.
      ...(trouble > 0 ? [] : reports)
        .filter(({ code }) => code === 'handler-failed' || code === 'invalid-answer')
        .map(({ message }) => message),
    ],
    async leftovers() {
      const live = await liveCalls.ofConference('conference-1', 300);
      const records = (await Promise.all([...asked].map((id) => audit.of(id, 100)))).flat();
      return [
        ...live.map(({ transactionId, state }) => `call ${transactionId} is ${state}`),
        // Where DeleteAttendee fails they are gone with the meeting, five minutes after the last one has left.
        ...(trouble > 0 ? [] : attendees().map(({ AttendeeId }) => `attendee ${AttendeeId}`)),
        ...records.filter(({ outcome }) => !outcome).map(({ action }) => `nobody knows what came of ${action}`),
      ];
    },
    close: () => chime.close(),
  };
}
