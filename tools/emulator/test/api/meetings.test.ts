import { afterEach, expect, jest, test } from '@jest/globals';
import { failureOf } from './send.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

const MINUTE_MS = 60_000;
let world: World;
const start = async (options?: WorldOptions): Promise<World> => (world = await startWorld(options));
const eventTypes = (): string[] => world.events.map(({ detail }) => detail.eventType.replace('chime:', ''));
const isLive = (MeetingId: string): Promise<boolean> =>
  world.meetings.getMeeting({ MeetingId }).then(
    () => true,
    () => false,
  );
const joinByPhone = (meetingId: string, joinToken: string, callId = 'leg-1', onEnded = (): void => undefined) =>
  world.registry.join({ transactionId: 'call-1', callId, joinToken, meetingId, onEnded });

afterEach(() => world.close());

test('a repeated ClientRequestToken gives the same meeting while it lives, and a new one after', async () => {
  await start();
  const first = await world.meeting('token');
  const again = await world.meetings.createMeeting({
    ClientRequestToken: 'token',
    MediaRegion: 'eu-west-1',
    ExternalMeetingId: 'other',
  });
  expect(again.Meeting).toMatchObject({ MeetingId: first, ExternalMeetingId: 'standup', MediaRegion: 'us-east-1' });
  expect(await world.meeting('another')).not.toBe(first);

  await world.meetings.deleteMeeting({ MeetingId: first });
  expect(await world.meeting('token')).not.toBe(first);
});

test.each([
  ['same', true],
  ['new', false],
] as const)('with idempotency %s a repeated ExternalUserId gives the same attendee: %s', async (idempotency, same) => {
  await start({ meetings: { idempotency } });
  const MeetingId = await world.meeting();
  const first = await world.attendee(MeetingId, 'alice');
  const second = await world.attendee(MeetingId, 'alice');
  expect(second.JoinToken === first.JoinToken).toBe(same);
});

test('a meeting that nobody joins ends after five minutes', async () => {
  await start();
  const MeetingId = await world.meeting();
  await world.clock.pass(5 * MINUTE_MS - 1);
  expect(await isLive(MeetingId)).toBe(true);
  await world.clock.pass(1);
  const failure = await failureOf(world.meetings.getMeeting({ MeetingId }));
  expect(failure).toMatchObject({ name: 'NotFoundException', status: 404 });
  expect(eventTypes()).toEqual(['MeetingStarted', 'MeetingEnded']);
});

test('five minutes count anew from when the last one left', async () => {
  await start();
  const MeetingId = await world.meeting();
  const { JoinToken } = await world.attendee(MeetingId);
  const session = world.registry.joinBrowser(JoinToken);
  if (session === 'invalid-token') throw new Error('the token was refused');
  await world.clock.pass(60 * MINUTE_MS);
  session.leave();
  await world.clock.pass(5 * MINUTE_MS - 1);
  expect(await isLive(MeetingId)).toBe(true);
  await world.clock.pass(1);
  expect(await isLive(MeetingId)).toBe(false);
});

test('after a day a meeting ends for whoever is there', async () => {
  await start();
  const MeetingId = await world.meeting();
  const { JoinToken } = await world.attendee(MeetingId);
  const onEnded = jest.fn<() => void>();
  await joinByPhone(MeetingId, JoinToken, 'leg-1', onEnded);
  await world.clock.pass(24 * 60 * MINUTE_MS - 1);
  expect(onEnded).not.toHaveBeenCalled();
  await world.clock.pass(1);
  expect(onEnded).toHaveBeenCalledTimes(1);
  expect(await isLive(MeetingId)).toBe(false);
});

test('a replica ends with its primary meeting', async () => {
  await start();
  const PrimaryMeetingId = await world.meeting();
  const { Meeting } = await world.meetings.createMeeting({
    ClientRequestToken: 'replica',
    MediaRegion: 'us-east-1',
    ExternalMeetingId: 'replica',
    PrimaryMeetingId,
  });
  await world.meetings.deleteMeeting({ MeetingId: PrimaryMeetingId });
  expect(await isLive(Meeting?.MeetingId ?? '')).toBe(false);
});

test('a telephone joins with a token and the meeting id, and with nothing less', async () => {
  await start();
  const MeetingId = await world.meeting();
  const { AttendeeId, JoinToken } = await world.attendee(MeetingId);
  expect(await joinByPhone(MeetingId, 'made-up')).toBe('invalid-token');
  expect(await joinByPhone('made-up', JoinToken)).toBe('unknown-meeting');
  const withoutMeeting = { transactionId: 'call-1', callId: 'leg-1', joinToken: JoinToken, onEnded: () => undefined };
  expect(await world.registry.join(withoutMeeting)).toBe('unknown-meeting');
  expect(await joinByPhone(MeetingId, JoinToken)).toEqual({ meetingId: MeetingId, attendeeId: AttendeeId });
});

test('a second join with a token throws the first out', async () => {
  await start();
  const MeetingId = await world.meeting();
  const { JoinToken } = await world.attendee(MeetingId);
  const onEnded = jest.fn<() => void>();
  await joinByPhone(MeetingId, JoinToken, 'leg-1', onEnded);
  world.registry.joinBrowser(JoinToken);
  expect(onEnded).toHaveBeenCalledTimes(1);
  expect(world.registry.participants(MeetingId)).toMatchObject([{ kind: 'browser', externalUserId: 'alice' }]);

  world.registry.leave('leg-1');
  expect(world.registry.participants(MeetingId)).toHaveLength(1);
});

test('a deleted attendee is out, and the token is worth nothing', async () => {
  await start();
  const MeetingId = await world.meeting();
  const { AttendeeId, JoinToken } = await world.attendee(MeetingId);
  const onEnded = jest.fn<() => void>();
  await joinByPhone(MeetingId, JoinToken, 'leg-1', onEnded);
  await world.meetings.deleteAttendee({ MeetingId, AttendeeId });
  expect(onEnded).toHaveBeenCalledTimes(1);
  expect(await joinByPhone(MeetingId, JoinToken)).toBe('invalid-token');
  expect(world.registry.joinBrowser(JoinToken)).toBe('invalid-token');
  expect(eventTypes().slice(-2)).toEqual(['AttendeeLeft', 'AttendeeDeleted']);
});

test('muting reaches telephones only, and nobody unless all are of the meeting', async () => {
  await start();
  const MeetingId = await world.meeting();
  const phone = await world.attendee(MeetingId, 'phone');
  const browser = await world.attendee(MeetingId, 'browser');
  await joinByPhone(MeetingId, phone.JoinToken);
  world.registry.joinBrowser(browser.JoinToken);
  const both = [phone.AttendeeId, browser.AttendeeId];
  const muted = (): boolean[] => world.registry.participants(MeetingId).map((participant) => participant.muted);

  expect(await world.registry.setMuted(MeetingId, [...both, 'nobody'], true)).toEqual({ unknownAttendees: ['nobody'] });
  expect(muted()).toEqual([false, false]);
  expect(await world.registry.setMuted(MeetingId, both, true)).toBe('done');
  expect(muted()).toEqual([true, false]);
  expect(await world.registry.setMuted(MeetingId, both, false)).toBe('done');
  expect(muted()).toEqual([false, false]);
  expect(await world.registry.setMuted('nowhere', both, true)).toBe('unknown-meeting');
});

test('EventBridge hears of everything, in the documented form', async () => {
  await start();
  const MeetingId = await world.meeting();
  const { AttendeeId, JoinToken } = await world.attendee(MeetingId);
  await world.clock.pass(1500);
  await joinByPhone(MeetingId, JoinToken);
  world.registry.leave('leg-1');
  await world.meetings.deleteMeeting({ MeetingId });
  expect(eventTypes()).toEqual([
    'MeetingStarted',
    'AttendeeAdded',
    'AttendeeAuthorized',
    'AttendeeJoined',
    'AttendeeLeft',
    'MeetingEnded',
  ]);
  expect(world.events[0]).toEqual({
    version: '0',
    id: expect.any(String),
    source: 'aws.chime',
    account: '111122223333',
    region: 'us-east-1',
    'detail-type': 'Chime Meeting State Change',
    time: '2026-01-05T09:00:00Z',
    resources: [],
    detail: {
      version: '0',
      eventType: 'chime:MeetingStarted',
      timestamp: Date.UTC(2026, 0, 5, 9),
      meetingId: MeetingId,
      externalMeetingId: 'standup',
      mediaRegion: 'us-east-1',
    },
  });
  expect(world.events[3]).toMatchObject({
    time: '2026-01-05T09:00:01Z',
    detail: { attendeeId: AttendeeId, externalUserId: 'alice', networkType: 'Pstn', mediaRegion: 'us-east-1' },
  });
  // Also in those about attendees.
  expect(world.events.map(({ detail }) => detail.externalMeetingId)).toEqual(world.events.map(() => 'standup'));
});

test('capabilities of all but some change at once', async () => {
  await start();
  const MeetingId = await world.meeting();
  const host = await world.attendee(MeetingId, 'host');
  await world.attendee(MeetingId, 'guest');
  await world.meetings.batchUpdateAttendeeCapabilitiesExcept({
    MeetingId,
    ExcludedAttendeeIds: [{ AttendeeId: host.AttendeeId }],
    Capabilities: { Audio: 'Receive', Video: 'None', Content: 'None' },
  });
  const { Attendees } = await world.meetings.listAttendees({ MeetingId });
  expect(Attendees?.map(({ Capabilities }) => Capabilities?.Audio)).toEqual(['SendReceive', 'Receive']);
});
