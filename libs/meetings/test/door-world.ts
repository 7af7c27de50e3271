import type { Meetings } from '@patchbay/chime';
import {
  createMemoryParticipants,
  createMemoryScheduledMeetings,
  type Participant,
  type Participants,
  type ScheduledMeetings,
} from '@patchbay/repositories';
import { createDoor } from '../src/create-door.ts';
import type { Door } from '../src/door.ts';

export const NOW = 1_795_600_000_000;
export const KEY = { eventId: '123456', series: '5e2e4d1b-4a3c-4a5b-9c57-52d3a6e0b713' };
export const refused = (reason: 'not-found' | 'quota' | 'throttled') =>
  ({ ok: false, reason, message: 'no', cause: undefined }) as const;

/** Meetings of Chime, in memory: the same token gives the same meeting while it lives. */
function chime() {
  const tokens = new Map<string, string>();
  const live = new Map<string, Map<string, string>>();
  /** What is refused for a while. */
  const busy = new Set<'add' | 'remove'>();
  let count = 0;
  const service: Pick<Meetings, 'open' | 'add' | 'remove' | 'end'> = {
    async open({ token }) {
      const known = tokens.get(token);
      if (known !== undefined && live.has(known)) return { ok: true, meetingId: known };
      const meetingId = `m-${(count += 1)}`;
      tokens.set(token, meetingId);
      live.set(meetingId, new Map());
      return { ok: true, meetingId };
    },
    async add(meetingId, ExternalUserId) {
      if (busy.has('add')) return refused('throttled');
      const attendees = live.get(meetingId);
      if (!attendees) return refused('not-found');
      const AttendeeId = attendees.get(ExternalUserId) ?? `a-${(count += 1)}`;
      attendees.set(ExternalUserId, AttendeeId);
      return { ok: true, attendee: { AttendeeId, ExternalUserId, JoinToken: `join-${AttendeeId}` } };
    },
    async remove(meetingId, attendeeId) {
      if (busy.has('remove')) return refused('throttled');
      const attendees = live.get(meetingId);
      for (const [user, id] of attendees ?? []) if (id === attendeeId) attendees?.delete(user);
      return { ok: true };
    },
    async end(meetingId) {
      live.delete(meetingId);
      return { ok: true };
    },
  };
  return { service, live, busy, attendees: () => [...live.values()].flatMap((each) => [...each.keys()]) };
}

interface Changed {
  meetings?: Partial<Meetings>;
  /** Is asked before each request and after it, with its method and its number; throwing makes it fail. */
  around?(request: string, when: 'before' | 'after', number: number): Promise<void>;
}

/** A meeting, three who are invited to it, and its door. */
export async function world({ meetings: changed = {}, around = async () => undefined }: Changed = {}) {
  let time = NOW;
  let requests = 0;
  const next = () => (requests += 1);
  const now = () => time;
  const scheduledMeetings = createMemoryScheduledMeetings(now);
  const participants = createMemoryParticipants();
  const meetings = chime();
  await scheduledMeetings.open({
    ...KEY,
    salt: 'salt-1',
    organiser: 'boss@example.com',
    createdAt: NOW,
    closesAt: NOW + 1_000,
  });
  const invite = async (id: string): Promise<Participant> => {
    await participants.add({ ...KEY, id, name: id, addedAt: NOW, mail: 'none', closesAt: NOW + 1_000 });
    return (await participants.get({ ...KEY, id }))!;
  };
  const door: Door = createDoor({
    scheduledMeetings: wrap<ScheduledMeetings>(scheduledMeetings, around, next),
    participants: wrap<Participants>(participants, around, next),
    meetings: wrap({ ...meetings.service, ...changed }, around, next),
    ...{ mediaRegion: 'us-east-1', now },
  });
  return {
    ...{ door, meetings, scheduledMeetings, participants },
    ...{ nikki: await invite('a'.repeat(16)), jane: await invite('b'.repeat(16)), mary: await invite('c'.repeat(16)) },
    pass: (ms: number) => void (time += ms),
    scheduled: () => scheduledMeetings.get(KEY.eventId),
    placesOf: async (participant: Participant) => Object.keys((await participants.get(participant))?.places ?? {}),
  };
}

/** The same with something around each request. */
function wrap<T extends object>(port: T, around: NonNullable<Changed['around']>, next: () => number): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        const number = next();
        await around(String(name), 'before', number);
        const result: unknown = await Reflect.apply(method, target, given);
        await around(String(name), 'after', number);
        return result;
      };
    },
  });
}
