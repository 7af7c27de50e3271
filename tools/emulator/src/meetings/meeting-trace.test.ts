import { describe, expect, test } from '@jest/globals';
import { action, bridge, hangUp, speak } from '../../test/support/actions.ts';
import { createLab, type Lab, type Reply, SERVICE } from '../../test/support/lab.ts';
import { invite, joinAs } from '../../test/support/meeting.ts';
import type { TraceEntry } from '../trace/entry.ts';
import { ladder } from '../trace/ladder.ts';
import { LiveLadder } from '../trace/live-ladder.ts';
import { mermaid } from '../trace/mermaid.ts';
import { toJson } from '../trace/to-json.ts';

type Entry<T extends TraceEntry['type']> = Extract<TraceEntry, { type: T }>;

/** Who was in, one text for each time that it changed: `alice, phone (muted)`. */
const rosters = (entries: readonly Entry<'roster'>[]): string[] =>
  entries.map(({ participants }) =>
    participants.map(({ externalUserId, muted }) => externalUserId + (muted ? ' (muted)' : '')).join(', '),
  );

const change = (Operation: string, lab: () => Lab): Reply => {
  return () => {
    const { meetingId, attendeeId } = invite(lab(), 'phone');
    return [action('ModifyChimeMeetingAttendees', { Operation, MeetingId: meetingId, AttendeeList: [attendeeId] })];
  };
};

/** An API-created call into a meeting, bridged, muted by an update, until the far end hangs up. */
async function apiCreated() {
  const lab: Lab = createLab([[], [], [bridge()], [], change('Mute', () => lab), [], [speak('Goodbye.'), hangUp()]]);
  const alice = lab.browser(invite(lab, 'alice').joinToken);
  const { joinToken, meetingId } = invite(lab, 'phone');
  lab.create({
    to: '+17035550122',
    sipHeaders: { 'X-chime-join-token': joinToken, 'X-chime-meeting-id': meetingId },
  });
  await lab.farEnd.isConnected();
  await lab.settle(1);
  const bob = lab.browser(invite(lab, 'bob').joinToken);
  alice.say('Hello, Bob.');
  lab.farEnd.say('Hello, both.');
  lab.updateNow();
  await lab.settle(1_000);
  bob.leave();
  lab.farEnd.hangUp();
  await lab.settle();
  return { lab, record: lab.call(lab.transactionId)!, meetingId, joinToken };
}

describe('the trace of an API-created call into a meeting', () => {
  test('has its leg join and leave, and who else is in', async () => {
    const { lab } = await apiCreated();
    expect(lab.entries('meeting').map(({ event }) => event)).toEqual(['joined', 'muted', 'left']);
    expect(rosters(lab.entries('roster'))).toEqual([
      'alice, phone',
      'alice, phone, bob',
      'alice, phone (muted), bob',
      'alice, phone (muted)',
    ]);
  });

  test('tells whom each leg hears', async () => {
    const { lab, meetingId } = await apiCreated();
    const [a, b] = [...new Set(lab.entries('leg').map(({ callId }) => callId))];
    expect(lab.entries('audio').map(({ at: _at, type: _type, transactionId: _id, ...audio }) => audio)).toEqual([
      { callId: a, meetingId },
      { callId: a, bridgedWith: b, meetingId },
      { callId: b, bridgedWith: a },
      { callId: a, bridgedWith: b, meetingId, muted: true },
      { callId: a, meetingId, muted: true },
    ]);
  });

  test('has what browsers hear and say, and no token', async () => {
    const { record, joinToken } = await apiCreated();
    // Muted, the call's goodbye is heard by nobody.
    expect(toJson(record).heard).toEqual({
      alice: [{ at: expect.any(Number), text: 'Hello, both.', sound: 'voice' }],
      bob: [{ at: expect.any(Number), text: 'Hello, both.', sound: 'voice' }],
      '+14255550188': [{ at: expect.any(Number), text: 'Hello, Bob.', sound: 'voice' }],
    });
    expect(JSON.stringify(record)).not.toContain(joinToken);
  });

  test('is JSON', async () => {
    const { record, meetingId } = await apiCreated();
    const { legs, meetings } = toJson(record);
    expect(legs.map(({ tag, audio }) => [tag, audio?.length])).toEqual([
      ['LEG-A', 4],
      ['LEG-B', 1],
    ]);
    expect(legs[0]?.audio?.at(-1)).toEqual({ at: expect.any(Number), meetingId, muted: true });
    expect(meetings).toEqual([{ meetingId, rosters: expect.any(Array) }]);
    expect(meetings?.[0]?.rosters).toHaveLength(4);
  });

  test('is drawn', async () => {
    const { record } = await apiCreated();
    const drawn = ladder(record);
    for (const text of [
      'Meeting (LEG-A)',
      /attendee [-0-9a-f]{36} joined meeting [-0-9a-f]{36}/,
      '3 in the meeting: alice (browser), phone (phone, muted), bob (browser)',
      'in the meeting, with LEG-B, muted',
      'in the meeting, no other leg',
      '── alice: "Hello, Bob',
      'bob: "Hello, both."',
    ]) {
      expect(drawn).toMatch(text);
    }
    expect(mermaid(record)).toContain('3 in the meeting: alice (browser), phone (phone), bob (browser)');
  });
});

test('both calls of a meeting are told who is in, and of JoinChimeMeeting both legs', async () => {
  const lab: Lab = createLab([(event) => [joinAs(invite(lab, event.CallDetails.Participants[0]!.From))]]);
  const [one, two] = ['+12065550101', '+12065550102'].map((number) => lab.phone(number));
  const first = one!.dial(SERVICE);
  await lab.settle(1_000);
  const second = two!.dial(SERVICE);
  await lab.settle(1_000);
  two!.hangUp();
  await lab.settle(1_000);
  one!.hangUp();
  await lab.settle(1_000);
  const of = (transactionId: string) =>
    rosters(lab.call(transactionId)!.entries.filter((entry): entry is Entry<'roster'> => entry.type === 'roster'));
  expect(of(first.transactionId)).toEqual(['+12065550101', '+12065550101, +12065550102', '+12065550101']);
  expect(of(second.transactionId)).toEqual(['+12065550101, +12065550102']);
  const { legs } = toJson(lab.call(first.transactionId)!);
  const [a, b] = legs.map(({ callId }) => callId);
  expect(legs.map(({ audio }) => audio?.map(({ at: _at, ...rest }) => rest))).toEqual([
    [{ bridgedWith: b }],
    [{ bridgedWith: a, meetingId: invite(lab).meetingId }],
  ]);
});

test('a crowd is told by its first names', async () => {
  const lab: Lab = createLab([() => [joinAs(invite(lab, 'phone'))]]);
  for (let index = 1; index <= 10; index += 1) lab.browser(invite(lab, `guest-${index}`).joinToken);
  lab.caller.dial(SERVICE);
  await lab.settle(1_000);
  const rows = new LiveLadder({ width: 60 });
  const drawn = lab.entries('roster').flatMap((entry) => rows.rows(entry));
  expect(drawn.join(' ').replace(/[\s│]+/g, ' ')).toMatch(
    /11 in the meeting: guest-1 \(browser\), .*guest-8 \(browser\), … $/,
  );
  expect(ladder(lab.call(lab.transactionId)!)).toContain('11 in the meeting: guest-1 (browser), guest-2');
});
