import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bridge, FAR_END } from '../../test/support/actions.ts';
import { type ControlWorld, SERVICE, startControlWorld } from '../../test/control/control-world.ts';
import { invite } from '../../test/support/meeting.ts';

const events: string[] = [];
let world: ControlWorld;
beforeEach(async () => {
  events.length = 0;
  world = await startControlWorld({
    handler: ({ InvocationEventType: type }) => ({
      SchemaVersion: '1.0',
      Actions: type === 'CALL_ANSWERED' ? [bridge(FAR_END, { CallerIdNumber: SERVICE })] : [],
    }),
    onMeetingEvent: ({ detail }) => void events.push(detail.eventType),
  });
});
afterEach(() => world.dispose());

const ok = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await world.control(method, path, body === undefined ? {} : { body });
  expect(answer).toMatchObject({ status: 200, type: 'application/json' });
  return answer.body;
};

/** A browser joins, and a call into the meeting is bridged to a phone. */
async function talk() {
  const { joinToken, meetingId, attendeeId } = invite(world, 'alice');
  const joined = await ok('POST', '/meetings/join', { joinToken });
  const phone = invite(world, 'phone');
  const [sipMediaApplicationId = ''] = Object.keys(world.directory.export().applications);
  const sipHeaders = { 'X-chime-join-token': phone.joinToken, 'X-chime-meeting-id': meetingId };
  world.engine.create({ sipMediaApplicationId, from: SERVICE, to: '+17035550122', sipHeaders });
  await world.clock.pass(5_000);
  return { joined, meetingId, attendeeId, phone };
}

describe('a browser by the control plane', () => {
  test('joins, sees who is in, says, hears, and leaves', async () => {
    const { joined, meetingId, attendeeId } = await talk();
    expect(joined).toEqual({
      attendeeId,
      meetingId,
      externalUserId: 'alice',
      state: 'connected',
      roster: [{ externalUserId: 'alice', kind: 'browser', muted: false }],
      heard: [],
    });
    world.phone(FAR_END).say('Who is it?');
    expect(await ok('POST', `/browsers/${attendeeId}/say`, { text: 'It is Alice.' })).toMatchObject({
      state: 'connected',
      roster: [{ externalUserId: 'alice' }, { externalUserId: 'phone', kind: 'phone', muted: false }],
      heard: [{ at: expect.any(Number), text: 'Who is it?', sound: 'voice', from: 'phone' }],
    });
    expect(world.phone(FAR_END).heard).toEqual(['It is Alice.']);
    expect(await ok('POST', `/browsers/${attendeeId}/leave`)).toMatchObject({ state: 'left', roster: [] });
    expect(await ok('POST', `/browsers/${attendeeId}/drop`)).toMatchObject({ state: 'left' });
    expect(events.at(-1)).toBe('chime:AttendeeLeft');
  });

  test('is dropped', async () => {
    const { attendeeId } = await talk();
    expect(await ok('POST', `/browsers/${attendeeId}/drop`)).toMatchObject({ state: 'dropped' });
    expect(events.at(-1)).toBe('chime:AttendeeDropped');
    const answer = await world.control('POST', `/browsers/${attendeeId}/say`, { body: { text: 'Hello?' } });
    expect(answer).toMatchObject({ status: 409, body: { detail: 'alice is not in the meeting any more: dropped.' } });
  });

  test('is forgotten by a reset', async () => {
    const { attendeeId, meetingId } = await talk();
    const browser = world.rooms.browser(attendeeId);
    await ok('POST', '/reset');
    expect(browser?.state).toBe('ended');
    expect((await world.control('GET', `/browsers/${attendeeId}`)).status).toBe(404);
    expect((await world.control('GET', `/meetings/${meetingId}`)).status).toBe(404);
  });
});

test('meetings are shown with who is in them, and without their tokens', async () => {
  expect(await ok('GET', '/meetings')).toEqual([]);
  const { meetingId, attendeeId, phone } = await talk();
  const shown = {
    meetingId,
    externalMeetingId: 'lab',
    mediaRegion: 'us-east-1',
    createdAt: expect.any(Number),
    participants: [
      { attendeeId, externalUserId: 'alice', kind: 'browser', muted: false },
      {
        attendeeId: phone.attendeeId,
        externalUserId: 'phone',
        kind: 'phone',
        muted: false,
        callId: expect.any(String),
        transactionId: world.recorder.list()[0]?.transactionId,
      },
    ],
  };
  expect(await ok('GET', `/meetings/${meetingId}`)).toEqual(shown);
  expect(await ok('GET', '/meetings')).toEqual([shown]);
  world.meetings.delete(meetingId);
  expect(await ok('GET', '/meetings')).toEqual([]);
});

test.each<[method: string, path: string, body: unknown, status: number, detail: string | RegExp]>([
  ['POST', '/meetings/join', {}, 400, /joinToken/],
  ['POST', '/meetings/join', { joinToken: 'x' }, 400, /joinToken/],
  ['POST', '/meetings/join', { joinToken: 'x'.repeat(2_049) }, 400, /joinToken/],
  ['POST', '/meetings/join', { joinToken: 'made-up', more: 1 }, 400, /more/],
  ['POST', '/meetings/join', { joinToken: 'made-up' }, 409, /none of a live meeting/],
  ['GET', '/meetings/none', undefined, 404, 'Meeting not found: none'],
  ['DELETE', '/meetings/none', undefined, 405, /takes GET/],
  ['GET', '/browsers/none', undefined, 404, 'No browser has joined as attendee none.'],
  ['POST', '/browsers/none/say', { text: 'Hello' }, 404, /none/],
  ['POST', '/browsers/none/say', { text: '' }, 400, /text/],
  ['POST', '/browsers/none/leave', undefined, 404, /none/],
  ['POST', '/browsers/none/drop', undefined, 404, /none/],
])('%s %s %j: %i', async (method, path, body, status, detail) => {
  const answer = await world.control(method, path, body === undefined ? {} : { body });
  expect(answer).toMatchObject({ status, type: 'application/problem+json' });
  expect(answer.body).toEqual({
    title: expect.any(String),
    status,
    detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
  });
});
