import { createMemoryCounters } from '@patchbay/dial-policy';
import { createMeetings, explore, type FlowUnderTest, printViolation } from '@patchbay/emulator';
import { createDoor, createGuard, lineOf, passcodeDigest } from '@patchbay/meetings';
import {
  createMemoryLines,
  createMemoryParticipants,
  createMemoryScheduledMeetings,
  type Lines,
} from '@patchbay/repositories';
import { createRouter, type ReportEntry } from '@patchbay/sma';
import { expect, jest, test } from '@jest/globals';
import { type MeetingDialerDeps, meetingDialer } from '../src/flows/meeting-dialer/index.ts';
import { ANN, BOB, EVENT, KEY, NUMBER } from './dialer-world.ts';
import { inProcess } from './in-process.ts';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
const PEOPLE = [ANN, BOB];

/** Ann and Bob are called, perhaps twice for one attempt, and dial in; somebody guesses; the organiser ends the meeting. */
const flow: FlowUnderTest = {
  name: meetingDialer.name,
  starts: [
    ...PEOPLE.map(({ id, phoneNumber }) => ({
      ...({ type: 'outbound', from: NUMBER, to: phoneNumber } as const),
      arguments: { flow: meetingDialer.name, ...KEY, participantId: id, attempt: '1' },
    })),
    ...[ANN.phoneNumber, 'anonymous'].map((from) => ({ type: 'inbound', from, to: NUMBER }) as const),
  ],
  keys: ['1', '2', '#', '3', EVENT, ANN.passcode, BOB.passcode, '000000', `${EVENT}#`],
  updates: [{ action: 'end' }, { action: 'sing' }, {}],
  async open({ clock, ids, updateCall }) {
    const now = () => clock.now();
    const chime = createMeetings({ clock, ids, accountId: '111122223333', region: 'us-east-1' });
    const meetings = inProcess(chime);
    const scheduledMeetings = createMemoryScheduledMeetings(now);
    const participants = createMemoryParticipants();
    const lines = createMemoryLines();
    const held = new Set<string>();
    const kept: Lines = {
      async take(holder, options) {
        held.add(holder);
        return lines.take(holder, options);
      },
      async release(holder) {
        held.delete(holder);
        return lines.release(holder);
      },
    };
    const closesAt = now() + DAY_MS;
    await scheduledMeetings.open({ ...KEY, salt: 'salt-1', organiser: 'boss@example.com', createdAt: now(), closesAt });
    const digest = passcodeDigest(async () => 'key');
    for (const { passcode, ...each } of PEOPLE) {
      const key = { ...KEY, id: each.id };
      await participants.add({ ...KEY, ...each, email: 'x@example.com', addedAt: 0, callAt: 0, mail: 'due', closesAt });
      await participants.claimMail(key, { passcode: await digest(KEY, passcode), link: each.id }, 0);
      await participants.claimCall(key, { now: now(), patienceMs: 10_000 });
    }
    const wrongs: string[] = [];
    const reports: ReportEntry[] = [];
    const router = createRouter<MeetingDialerDeps>({
      flows: [meetingDialer],
      deps: {
        ...{ scheduledMeetings, participants, lines: kept, now },
        door: createDoor({ scheduledMeetings, participants, meetings, mediaRegion: 'us-east-1', now }),
        guard: createGuard({
          ...{ participants, digest, now, counters: createMemoryCounters() },
          limits: { perGuesser: 10, perMeeting: 20 },
        }),
        invitationSettings: { retries: 0, lines: 1 },
        report: (error) => wrongs.push(String(error)),
      },
      flowFor: () => meetingDialer.name,
      report: (entry) => reports.push(entry),
    });
    const people = async () => participants.list(KEY);
    return {
      meetings: chime,
      handler: router,
      moves: {
        async 'the organiser ends the meeting'(transactionId) {
          const meeting = await scheduledMeetings.end(KEY, now());
          if (meeting?.inUse) await meetings.end(meeting.inUse.meetingId);
          try {
            updateCall(transactionId, { action: 'end' });
          } catch {
            // It has ended already.
          }
        },
        'the meeting ends by itself': () => {
          for (const { MeetingId } of chime.list()) chime.delete(MeetingId);
        },
      },
      errors: () => [
        ...wrongs,
        ...reports
          .filter(({ code }) => code === 'handler-failed' || code === 'invalid-answer' || code === 'release-failed')
          .map(({ message }) => message),
      ],
      async leftovers() {
        const everybody = await people();
        const { here = [] } = (await scheduledMeetings.get(EVENT)) ?? {};
        const attendees = chime.list().flatMap(({ MeetingId }) => chime.attendees.list({ MeetingId }).items);
        return [
          ...attendees.map(({ AttendeeId }) => `attendee ${AttendeeId}`),
          ...here.map((each) => `${each} is here`),
          ...everybody.flatMap(({ places }) => Object.keys(places).map((leg) => `the place of ${leg}`)),
          ...everybody
            .filter(({ call, outcome }) => call?.transactionId !== undefined && /calling|answered/.test(outcome))
            .map(({ name, outcome }) => `${name} is ${outcome}`),
          ...everybody.filter((each) => held.has(lineOf(each))).map(({ name }) => `the line of ${name}`),
        ];
      },
      close: () => chime.close(),
    };
  },
};

test('1500 histories', async () => {
  const { violations } = await explore({ flow, histories: 1_500 });
  expect(violations.map(printViolation)).toEqual([]);
});
