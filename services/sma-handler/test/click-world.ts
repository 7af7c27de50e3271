import { createEmulator, createMeetings, type EmulatorOptions, VirtualClock } from '@patchbay/emulator';
import { createMemoryUserCalls, type UserCall, type UserCalls } from '@patchbay/repositories';
import { createRouter, type ReportEntry } from '@patchbay/sma';
import { clickToCall, type ClickToCallDeps } from '../src/flows/click-to-call/index.ts';

export const OUR_NUMBER = '+12065550100';
export const THEIRS = '+12065550123';
export const OWNER = 'owner-1';
const MEETING_NUMBER = '+17035550122';
/** Of the application that all numbers of an emulator lead to. */
const APPLICATION = '00000000-0000-4000-8000-00000000050a';

export interface Given {
  options?: Partial<EmulatorOptions>;
  deps?: Partial<ClickToCallDeps>;
  /** What the flow's table does instead. */
  table?: (userCalls: UserCalls) => Partial<ClickToCallDeps['userCalls']>;
  /** Arguments of the call. */
  args?: Record<string, string>;
  /** The phone's join token, where it is not the right one. */
  joinToken?: string;
}

/** A meeting with somebody in it by browser, and a call that has just been placed for it. */
export async function placed({ options = {}, deps = {}, table, args = {}, joinToken }: Given = {}) {
  const clock = new VirtualClock();
  let count = 0;
  const ids = { uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`, random: () => 0.5 };
  const chime = createMeetings({ clock, ids, accountId: '111122223333', region: 'us-east-1' });
  const userCalls = createMemoryUserCalls();
  const announced: UserCall[] = [];
  const ended: string[] = [];
  const reports: ReportEntry[] = [];
  /** What failed beside the call. */
  const troubles: unknown[] = [];
  const router = createRouter<ClickToCallDeps>({
    flows: [clickToCall],
    deps: {
      userCalls: { ...userCalls, ...table?.(userCalls) },
      meetings: {
        async end(meetingId) {
          ended.push(meetingId);
          if (isLive(meetingId)) chime.delete(meetingId);
          return { ok: true };
        },
      },
      announce: async (call) => void announced.push(call),
      report: (error) => troubles.push(error),
      promptsBucket: 'prompts',
      ...deps,
    },
    report: (entry) => reports.push(entry),
  });
  const emulator = createEmulator({ handler: router, clock, meetings: chime, ...options });
  const { MeetingId: meetingId } = chime.create({
    ClientRequestToken: 'token',
    ExternalMeetingId: 'call',
    MediaRegion: 'us-east-1',
  });
  const join = (ExternalUserId: string) => chime.attendees.create(meetingId, { ExternalUserId }).JoinToken;
  const [forBrowser, forPhone] = [join('browser'), join('phone')];
  const browser = emulator.browser(forBrowser);
  const { transactionId } = emulator.engine.create({
    sipMediaApplicationId: APPLICATION,
    from: OUR_NUMBER,
    to: MEETING_NUMBER,
    sipHeaders: { 'X-chime-join-token': joinToken ?? forPhone, 'X-chime-meeting-id': meetingId },
    arguments: {
      flow: 'click-to-call',
      owner: OWNER,
      meetingId,
      to: THEIRS,
      requestor: 'someone@example.com',
      createdAt: '1786000000000',
      ...args,
    },
  });
  const isLive = (id: string): boolean => Object.hasOwn(chime.export().meetings, id);
  return {
    emulator,
    browser,
    router,
    reports,
    troubles,
    userCalls,
    transactionId,
    ended,
    states: () => announced.map(({ state }) => state),
    reason: async () => (await userCalls.get(transactionId))?.reason,
    meetingIsOver: () => !isLive(meetingId),
    endMeeting: () => chime.delete(meetingId),
    far: (number = THEIRS) => emulator.phone(number),
    pass: (ms: number) => emulator.passUntil(() => false, ms),
    over: () => emulator.passUntil(() => emulator.engine.transactions.size === 0, 600_000),
  };
}

/** Somebody who talks with the far end. */
export async function talking(given: Given = {}) {
  const world = await placed(given);
  await world.emulator.passUntil(() => world.states().includes('talking'), 60_000);
  return world;
}
