import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NOW, startApi, type Answered, type Api } from './support/api-world.ts';

let api: Api;
beforeEach(async () => {
  api = await startApi();
  await api.ask('POST /meetings', {
    body: { eventId: '123456', participants: [{ name: 'Jane', email: 'jane@example.com', call: false }] },
  });
});
afterEach(() => api.stop());

const joined = async () => (await api.ask('POST /meetings/{eventId}/join', { by: 'jane', body: {} })).body;
const jane = async () => {
  const [found] = await api.people();
  if (!found) throw new Error('Jane is not invited');
  return found;
};

/** As Chime tells of it. */
async function happens(what: string, { meeting, attendee }: Answered, timestamp: number, more: object = {}) {
  const { series } = await jane();
  return api.presence({
    detail: {
      ...{ eventType: `chime:${what}`, meetingId: meeting.MeetingId, externalMeetingId: `123456-${series}`, timestamp },
      ...(what !== 'MeetingEnded' && { externalUserId: attendee.ExternalUserId }),
      ...more,
    },
  });
}

const via = async () =>
  (await api.ask('GET /meetings/{eventId}/participants', { by: 'jane' })).body.participants[0]?.['via'];

describe('a browser', () => {
  test('that has joined is there, and its participant has joined', async () => {
    const answer = await joined();
    expect([await via(), (await jane()).outcome]).toEqual([[], 'invited']);
    expect(await happens('AttendeeJoined', answer, NOW + 10)).toBe('noted');
    expect([await via(), (await jane()).outcome]).toEqual([['browser'], 'joined']);
  });

  test.each(['AttendeeLeft', 'AttendeeDropped'])('that is gone (%s) is not there, and has been', async (what) => {
    const answer = await joined();
    await happens('AttendeeJoined', answer, NOW + 10);
    expect(await happens(what, answer, NOW + 20)).toBe('noted');
    expect([await via(), (await jane()).outcome]).toEqual([[], 'joined']);
  });

  test('of which events come twice, or in another order, is where it was last', async () => {
    const answer = await joined();
    await happens('AttendeeLeft', answer, NOW + 20);
    expect(await happens('AttendeeJoined', answer, NOW + 10)).toBe('old');
    expect([await via(), (await jane()).outcome]).toEqual([[], 'joined']);
  });
});

test('a meeting that has ended is forgotten, and who comes next gets another one', async () => {
  const answer = await joined();
  await happens('AttendeeJoined', answer, NOW + 10);
  await api.deps.meetings.end(answer.meeting.MeetingId);
  expect(await happens('MeetingEnded', answer, NOW + 30)).toBe('ended');
  expect((await api.scheduledMeetings.get('123456'))?.inUse).toBeUndefined();
  expect(await via()).toEqual([]);
  const next = await joined();
  expect(next.meeting.MeetingId).not.toBe(answer.meeting.MeetingId);
  // Of the one before, once more.
  await happens('MeetingEnded', answer, NOW + 30);
  expect((await api.scheduledMeetings.get('123456'))?.inUse?.meetingId).toBe(next.meeting.MeetingId);
});

test.each<[string, object]>([
  ['of a call from a browser', { externalUserId: 'browser' }],
  ['of a conference', { externalUserId: 'caller-call-1' }],
  ['of a participant without a leg', { externalUserId: 'p-0123456789abcdef' }],
  ['of a meeting that is not ours', { externalMeetingId: 'call-1' }],
  ['of a meeting without a name', { externalMeetingId: undefined }],
])('what is told %s is not ours', async (_, more) => {
  expect(await happens('AttendeeJoined', await joined(), NOW + 10, more)).toBe('not-ours');
  expect(await via()).toEqual([]);
});

test('the sample event is one of another meeting, and what is no event is refused', async () => {
  const file = join(import.meta.dirname, '../events/presence/of-someone-else.json');
  expect(await api.presence(JSON.parse(readFileSync(file, 'utf8')))).toBe('not-ours');
  await expect(api.presence({ detail: {} })).rejects.toThrow();
});
