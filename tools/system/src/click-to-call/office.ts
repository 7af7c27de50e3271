import {
  BROWSER,
  browserPresence,
  createCall,
  dialling,
  getCall,
  hangUp,
  listCalls,
  PHONE,
  sendDigits,
  type CreateCallDeps,
} from '@patchbay/call-control-api';
import type { CreateCallResponse } from '@patchbay/contracts';
import { createMemoryCounters } from '@patchbay/dial-policy';
import { type Browser, createMeetings, type Outside } from '@patchbay/emulator';
import { HttpProblem, type HttpAnswer, type HttpRequest } from '@patchbay/lambda';
import { createMemoryRequests, createMemoryUserCalls, type UserCall } from '@patchbay/repositories';
import { meetingsOf, voiceOf, type Trouble } from '../chime.ts';
import { heldWork } from '../held-work.ts';

export const CALLER_ID = '+12065550100';
const SOON_MS = 15_000;
const ALONE_MS = 20_000;
const noTrouble: Trouble = () => undefined;
const APPLICATION = '00000000-0000-4000-8000-00000000050a';

/** Somebody's browser, and the call that it is for. */
interface Desk {
  user: string;
  to: string;
  key: string;
  response: CreateCallResponse;
  browser: Browser | undefined;
  joinedAt: number;
  /** Number of the digits that were sent last. */
  seq: number;
  /** Digits that were taken, by number. */
  accepted: Map<number, string>;
}

export interface Office {
  meetings: ReturnType<typeof createMeetings>;
  deps: Pick<CreateCallDeps, 'meetings'> & { announce(call: UserCall): Promise<void> };
  /** `POST /calls`; the browser joins unless it is told not to. */
  dial(user: string, to: string, joins: boolean): Promise<void>;
  /** `POST /calls`, whose function is killed as soon as it has placed the call. */
  dialAndDie(user: string, to: string): Promise<void>;
  move(transactionId: string, what: (desk: Desk) => Promise<void> | void): Promise<void>;
  press(desk: Desk): Promise<void>;
  hangUp(desk: Desk): Promise<void>;
  askAgain(desk: Desk): Promise<void>;
  /** Somebody who has no business with the call tries everything. */
  meddle(desk: Desk): Promise<void>;
  leave(desk: Desk, how: 'leave' | 'drop'): void;
  reload(desk: Desk): Promise<void>;
  /** Digits that were taken, in their order. */
  accepted(transactionId: string): string;
  /** Everything that should not have happened. */
  wrongs: string[];
  userCalls: ReturnType<typeof createMemoryUserCalls>;
}

/**
 * The API with people at browsers, in one history: the functions that are deployed, on tables in memory.
 * @param trouble undefined: Chime does what it is asked
 */
export function openOffice(outside: Outside, trouble: Trouble | undefined): Office {
  const isReliable = trouble === undefined;
  const { clock, ids } = outside;
  const desks = new Map<string, Desk>();
  /** Meetings in which a browser has been. */
  const cameTo = new Set<string>();
  const wrongs: string[] = [];
  const userCalls = createMemoryUserCalls();
  const isLive = (meetingId: string) => chime.list().some(({ MeetingId }) => MeetingId === meetingId);
  const chime = createMeetings({
    clock,
    ids,
    accountId: '111122223333',
    region: 'us-east-1',
    onEvent({ detail }) {
      // The pattern of the function's rule.
      const { eventType, externalUserId, meetingId } = detail;
      const phoneJoins = externalUserId === PHONE && eventType === 'chime:AttendeeJoined';
      if (!phoneJoins && (externalUserId !== BROWSER || !/Attendee(Joined|Left|Dropped)$/.test(eventType))) return;
      if (phoneJoins) endsAlone(meetingId);
      else cameTo.add(meetingId);
      void heldWork(clock, async (pause) => {
        // Lambda tries twice more, after a minute and after two.
        for (const wait of [60_000, 120_000, 0]) {
          try {
            await browserPresence({ detail }, { userCalls, meetings, pause });
            return;
          } catch {
            if (wait > 0) await pause(wait);
          }
        }
      });
    },
  });
  /** A telephone does not wait in vain for a browser, also when whoever placed the call never heard of it. */
  const endsAlone = (meetingId: string): void => {
    clock.after(ALONE_MS, () => {
      if (isReliable && !cameTo.has(meetingId) && isLive(meetingId))
        wrongs.push('the call goes on although no browser ever came');
    });
  };
  const meetings = meetingsOf(chime, trouble ?? noTrouble);
  const voice = voiceOf(outside, trouble ?? noTrouble);
  const now = () => clock.now();
  const limits = { calls: 1_000, windowSeconds: 3_600 };
  const settings = {
    DIAL_COUNTRIES: ['US'],
    DIAL_QUOTAS: { perUser: limits, total: limits },
    VOICE_CONNECTOR_DESTINATIONS: [],
  };
  const telephony = async () => ({ sipMediaApplicationId: APPLICATION, callerId: CALLER_ID });
  const uuid = () => ids.uuid();
  const deps: CreateCallDeps = {
    ...dialling(settings, createMemoryCounters(), now),
    requests: createMemoryRequests({ now, uuid }),
    userCalls,
    meetings,
    voice,
    telephony,
    mediaRegion: 'us-east-1',
    now,
    uuid,
  };

  const request = <Body>(user: string, body: Body, more: Partial<HttpRequest<Body>> = {}): HttpRequest<Body> => ({
    user: { id: user, email: `${user}@example.com`, groups: [] },
    parameters: {},
    query: {},
    headers: {},
    body,
    ...more,
  });
  /** An answer, or the status of a problem; whatever else is thrown is wrong. */
  const ask = async (what: string, answer: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
    try {
      return await answer();
    } catch (error) {
      if (error instanceof HttpProblem) return { status: error.status };
      wrongs.push(`${what}: ${String(error)}`);
      return { status: 500 };
    }
  };
  const post = (user: string, to: string, key: string) =>
    ask('POST /calls', () => createCall(request(user, { to }, { headers: { 'idempotency-key': key } }), deps));
  const idOf = ({ response }: Desk) => response.call.id;
  /** Nobody talks to an empty chair for longer. */
  const endsSoon = (desk: Desk, why: string): void => {
    clock.after(SOON_MS, () => {
      if (isReliable && desk.browser?.state !== 'connected' && isLive(desk.response.meeting.MeetingId))
        wrongs.push(`the call goes on although ${why}`);
    });
  };

  return {
    meetings: chime,
    deps: {
      meetings,
      // The page leaves the meeting as soon as it hears that the call is over.
      async announce({ transactionId, state }) {
        if (state === 'ended' || state === 'failed') desks.get(transactionId)?.browser?.leave();
      },
    },
    wrongs,
    userCalls,
    async dial(user, to, joins) {
      const key = ids.uuid();
      const { body } = await post(user, to, key);
      if (!body) return;
      const response = body as CreateCallResponse;
      const browser = joins ? outside.browser(response.attendee.JoinToken) : undefined;
      desks.set(response.call.id, { user, to, key, response, browser, joinedAt: now(), seq: 0, accepted: new Map() });
    },
    async dialAndDie(user, to) {
      const { promise: died, resolve: die } = Promise.withResolvers<void>();
      const createAndDie: CreateCallDeps['voice']['createCall'] = async (wanted) => {
        await voice.createCall(wanted);
        die();
        return new Promise(() => undefined);
      };
      const dying = { ...deps, voice: { createCall: createAndDie } };
      await Promise.race([died, ask('POST /calls', () => createCall(request(user, { to }), dying))]);
    },
    async move(transactionId, what) {
      const desk = desks.get(transactionId);
      if (desk) await what(desk);
    },
    async press(desk) {
      const seq = desk.seq + 1;
      const digits = String(seq % 10).repeat(1 + (seq % 3));
      const parameters = { id: idOf(desk) };
      const { status } = await ask('POST digits', () =>
        sendDigits(request(desk.user, { digits, seq }, { parameters }), { userCalls, voice, telephony }),
      );
      if (status === 404 || status === 409) return;
      desk.accepted.set(seq, digits);
      // After a 503 the digits are kept; the page asks again with the same number, which is what the next press is.
      if (status === 202) desk.seq = seq;
    },
    async hangUp(desk) {
      const parameters = { id: idOf(desk) };
      await ask('POST hangup', () =>
        hangUp(request(desk.user, undefined, { parameters }), { userCalls, meetings, voice, telephony }),
      );
    },
    async askAgain(desk) {
      const { status, body } = await post(desk.user, desk.to, desk.key);
      const again = body as CreateCallResponse | undefined;
      if (![200, 410, 409, 502, 503].includes(status)) wrongs.push(`the same request again: ${status}`);
      if (again && again.call.id !== idOf(desk)) wrongs.push('the same request again placed another call');
    },
    async meddle(desk) {
      const user = 'somebody else';
      const parameters = { id: idOf(desk) };
      const answers = [
        await ask('GET call', () => getCall(request(user, undefined, { parameters }), { userCalls })),
        await ask('POST digits', () =>
          sendDigits(request(user, { digits: 'D', seq: desk.seq + 1 }, { parameters }), {
            userCalls,
            voice,
            telephony,
          }),
        ),
        await ask('POST hangup', () =>
          hangUp(request(user, undefined, { parameters }), { userCalls, meetings, voice, telephony }),
        ),
      ];
      if (answers.some(({ status }) => status !== 404)) wrongs.push('somebody else got at a call');
      const { body } = await ask('GET calls', () => listCalls(request(user, undefined), { userCalls }));
      if (JSON.stringify(body) !== '{"calls":[]}') wrongs.push('somebody else sees a call');
    },
    leave(desk, how) {
      // Nobody comes and goes in the same millisecond, in which news of a browser would have no order.
      if (desk.browser?.state !== 'connected' || desk.joinedAt === clock.now()) return;
      desk.browser[how]();
      endsSoon(desk, 'the tab is closed');
    },
    async reload(desk) {
      if (desk.browser?.state !== 'connected' || desk.joinedAt === now()) return;
      desk.browser.leave();
      const { attendee } = desk.response;
      await heldWork(clock, async (pause) => {
        await pause(2_000);
        if (!isLive(desk.response.meeting.MeetingId)) return;
        desk.browser = outside.browser(attendee.JoinToken);
        desk.joinedAt = now();
      });
    },
    accepted(transactionId) {
      const accepted = desks.get(transactionId)?.accepted ?? new Map<number, string>();
      return [...accepted.entries()]
        .sort(([one], [other]) => one - other)
        .map(([, digits]) => digits)
        .join('');
    },
  };
}
