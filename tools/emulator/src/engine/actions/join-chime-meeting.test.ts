import { describe, expect, test } from '@jest/globals';
import { action, hangUp, play, speak } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';
import { createLab, type Lab, SERVICE, statuses } from '../../../test/support/lab.ts';
import { invite, joinAs } from '../../../test/support/meeting.ts';
import { noMeetings } from '../../meetings/none.ts';
import type { Joined } from '../ports.ts';

const JOIN_ERROR = 'ErrorJoiningMeeting: Error while joining meeting.';

describeAction({
  type: 'JoinChimeMeeting',
  parameters: ({ lab }) => joinAs(invite(lab)).Parameters,
  ownEvent: true,
  interruptible: 'instant',
  answers: true,
  failures: [
    ['no token', { JoinToken: undefined }, 'InvalidActionParameter', 'JoinToken parameter value is invalid.'],
    ['a token too short', { JoinToken: 'x' }, 'InvalidActionParameter', 'JoinToken parameter value is invalid.'],
    ['a wrong token', { JoinToken: 'made-up' }, 'InvalidActionParameter', 'JoinToken parameter value is invalid.'],
  ],
});

const legs = (lab: Lab) => lab.meetings.participants(invite(lab).meetingId);

test('the meeting is LEG-B', async () => {
  const { lab, events } = await perform('in-meeting', () => []);
  expect(events).toEqual([]);
  expect(lab.event(2).CallDetails.Participants[1]).toMatchObject({
    ParticipantTag: 'LEG-B',
    To: '+17035550122',
    From: 'SMA',
    Direction: 'Outbound',
    Status: 'Connected',
  });
  expect(legs(lab)).toMatchObject([{ kind: 'phone', externalUserId: 'caller' }]);
});

test.each([
  ['an unknown meeting', (lab: Lab) => joinAs({ ...invite(lab), meetingId: '00000000-0000-4000-8000-000000000000' })],
  ['no meeting', (lab: Lab) => action('JoinChimeMeeting', { JoinToken: invite(lab).joinToken })],
])('%s fails with one combined string', async (_name, join) => {
  const { lab, call, events } = await perform('answered', (call) => [join(call.lab), play('never.wav')]);
  expect(events).toEqual([`3 ACTION_FAILED JoinChimeMeeting ${JOIN_ERROR}`]);
  const { Type, Parameters } = join(lab);
  expect(JSON.stringify(lab.data(3))).toBe(
    JSON.stringify({ Error: JOIN_ERROR, Type, Parameters: { ...Parameters, CallId: call.legA } }),
  );
});

test.each(['bridged', 'in-meeting'] as const)('it is not for a call that is %s', async (given) => {
  const { events } = await perform(given, ({ lab }) => [joinAs(invite(lab, 'second'))]);
  expect(events).toEqual([`3 ACTION_FAILED JoinChimeMeeting ${JOIN_ERROR}`]);
});

test('it is for LEG-A only', async () => {
  const { events } = await perform('bridged', ({ lab }) => {
    const { Type, Parameters } = joinAs(invite(lab));
    return [action(Type, { ...Parameters, ParticipantTag: 'LEG-B' })];
  });
  expect(events).toEqual(['3 ACTION_FAILED JoinChimeMeeting InvalidActionParameter']);
});

describe('the end', () => {
  test('the caller leaves: one HANGUP tells of both', async () => {
    const { lab, events } = await perform('in-meeting', () => [], { meanwhile: ({ caller }) => caller.hangUp() });
    expect(events).toEqual(['3 HANGUP LEG-A 0']);
    expect(statuses(lab.event(3))).toEqual({ 'LEG-A': 'Disconnected', 'LEG-B': 'Disconnected' });
    expect(legs(lab)).toEqual([]);
  });

  test('the meeting ends: the caller stays and can be told', async () => {
    const { lab, events } = await perform('in-meeting', () => [], {
      meanwhile: (lab) => lab.meetings.delete(invite(lab).meetingId),
      then: [[speak('The meeting is over.'), hangUp()]],
    });
    expect(events).toEqual(['3 HANGUP LEG-B 0', '4 HANGUP LEG-A 0']);
    expect(statuses(lab.event(3))).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Disconnected' });
    expect(lab.caller.heard).toEqual(['The meeting is over.']);
  });

  test('the attendee is removed: the caller can come back', async () => {
    const { lab, events } = await perform('in-meeting', () => [], {
      meanwhile: (lab) => {
        const { meetingId, attendeeId } = invite(lab);
        lab.meetings.attendees.delete(meetingId, attendeeId);
      },
      then: [({ lab }) => [joinAs(invite(lab, 'again'))]],
    });
    expect(events).toEqual(['3 HANGUP LEG-B 0', '4 ACTION_SUCCESSFUL JoinChimeMeeting']);
    expect(lab.event(4).CallDetails.Participants).toHaveLength(2);
    expect(legs(lab)).toMatchObject([{ externalUserId: 'again' }]);
  });

  test('what runs on the place in the meeting ends with the caller', async () => {
    const actions = () => [
      speak('a'.repeat(900), { ParticipantTag: 'LEG-B' }),
      speak('Never.', { ParticipantTag: 'LEG-B' }),
    ];
    const { lab, events } = await perform('in-meeting', actions, { meanwhile: ({ caller }) => caller.hangUp() });
    expect(events).toEqual(['3 HANGUP LEG-A 0']);
    expect(lab.engine.transactions.size).toBe(0);
  });
});

test('a caller who hangs up while the door opens leaves nobody behind', async () => {
  let open: (joined: Joined) => void = () => undefined;
  const left: string[] = [];
  const meetings = {
    ...noMeetings,
    join: () => new Promise<Joined>((resolve) => (open = resolve)),
    leave: (callId: string) => void left.push(callId),
  };
  const lab = createLab([[action('JoinChimeMeeting', { JoinToken: 'token', MeetingId: 'm-1' })]], { meetings });
  lab.caller.dial(SERVICE);
  void lab.settle();
  await new Promise((resolve) => setImmediate(resolve));
  lab.caller.hangUp();
  open({ meetingId: 'm-1', attendeeId: 'a-1' });
  await lab.settle();
  expect(lab.events).toEqual([
    '1 NEW_INBOUND_CALL',
    '2 ACTION_FAILED JoinChimeMeeting SystemException',
    '3 HANGUP LEG-A 0',
  ]);
  expect(left).toHaveLength(1);
});

test('a meeting service that breaks is a system error', async () => {
  const meetings = { ...noMeetings, join: () => Promise.reject(new Error('down')) };
  const actions = () => [action('JoinChimeMeeting', { JoinToken: 'token', MeetingId: 'm-1' })];
  const { events } = await perform('answered', actions, { options: { meetings } });
  expect(events).toEqual(['3 ACTION_FAILED JoinChimeMeeting SystemException']);
});

test('it takes a place among the active calls', async () => {
  const { lab, events } = await perform('answered', ({ lab }) => [joinAs(invite(lab))], {
    options: { quotas: { activeCalls: 1 } },
  });
  expect(events).toEqual(['3 ACTION_FAILED JoinChimeMeeting SystemException']);
  expect(legs(lab)).toEqual([]);
});
