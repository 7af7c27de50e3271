/** The sequences by which an implementation of PSTN Audio is known. */
import { describe, expect, test } from '@jest/globals';
import {
  action,
  bridge,
  FAR_END,
  hangUp,
  pause,
  play,
  playAndGetDigits,
  receiveDigits,
  SERVICE,
  speak,
} from './support/actions.ts';
import { callIdOf, createLab, inbound, type Lab, statuses } from './support/lab.ts';
import { invite, joinAs } from './support/meeting.ts';

const toLegA = { ParticipantTag: 'LEG-A' };
const toLegB = { ParticipantTag: 'LEG-B' };

describe('inbound', () => {
  test('pause, prompt and hang-up in one list: only the hang-up is told', async () => {
    const lab = await inbound([[pause(), play(), hangUp()]]);
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 HANGUP LEG-A 0']);
    expect(lab.caller.heard).toEqual(['[audio hello.wav]']);
  });

  test('a menu', async () => {
    const lab = createLab([[playAndGetDigits()], [speak('You pressed four keys.'), hangUp()]]);
    lab.caller.dial(SERVICE);
    await lab.caller.hears(/pin/);
    lab.caller.press('4821');
    await lab.caller.hears(/four keys/);
    await lab.caller.isHungUp();
    await lab.settle();
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 ACTION_SUCCESSFUL PlayAudioAndGetDigits', '3 HANGUP LEG-A 0']);
  });

  test('bridged; the far end hangs up, and the function hangs up the survivor', async () => {
    const lab = createLab([[bridge()], [], [hangUp(toLegA)]]);
    lab.caller.dial(SERVICE);
    await lab.caller.isBridgedTo(FAR_END);
    lab.farEnd.hangUp();
    await lab.caller.isHungUp();
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_SUCCESSFUL CallAndBridge',
      '3 HANGUP LEG-B 0',
      '4 HANGUP LEG-A 0',
    ]);
    expect(statuses(lab.event(2))).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Connected' });
    expect(statuses(lab.event(3))).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Disconnected' });
  });

  test('bridge to a number that does not answer', async () => {
    const lab = createLab([[bridge()], [play('sorry.wav'), hangUp()]], {
      farEnds: { [FAR_END]: { does: 'no-answer' } },
    });
    lab.caller.dial(SERVICE);
    await lab.caller.hears(/sorry/);
    await lab.caller.isHungUp();
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_FAILED CallAndBridge CallNotAnswered',
      '3 HANGUP LEG-A 0',
    ]);
    expect(statuses(lab.event(2))).toEqual({ 'LEG-A': undefined });
  });
});

describe('outbound', () => {
  test('answered', async () => {
    const lab = createLab([[], [], [hangUp()]]);
    lab.create();
    await lab.farEnd.isConnected();
    await lab.settle();
    expect(lab.events).toEqual(['1 NEW_OUTBOUND_CALL', '2 RINGING', '3 CALL_ANSWERED', '4 HANGUP LEG-A 0']);
  });

  test.each([
    ['busy', { does: 'busy' as const }, ['2 HANGUP LEG-A 486']],
    ['no answer', { does: 'no-answer' as const }, ['2 RINGING', '3 HANGUP LEG-A 480']],
    ['rejected', { does: 'reject' as const, sipCode: 603 }, ['2 RINGING', '3 HANGUP LEG-A 603']],
  ])('%s', async (_name, farEnd, after) => {
    const lab = createLab([], { farEnds: { [FAR_END]: farEnd } });
    lab.create();
    await lab.settle();
    expect(lab.events).toEqual(['1 NEW_OUTBOUND_CALL', ...after]);
  });
});

test('hold music is interrupted by an update that brings the caller into a meeting', async () => {
  const lab: Lab = createLab([[play('hold.wav', { Repeat: 1_000 })], () => [joinAs(invite(lab))]]);
  lab.caller.dial(SERVICE);
  await lab.caller.hears(/hold/);
  await lab.settle(9_000);
  lab.updateNow({ room: '1' });
  await lab.settle(5_000);
  expect(lab.events).toEqual([
    '1 NEW_INBOUND_CALL',
    '2 CALL_UPDATE_REQUESTED',
    '3 ACTION_INTERRUPTED PlayAudio',
    '4 ACTION_SUCCESSFUL JoinChimeMeeting',
  ]);
  expect(lab.meetings.participants(invite(lab).meetingId)).toHaveLength(1);
});

test('keys pressed in a meeting reach the function, which mutes', async () => {
  const lab: Lab = createLab([
    () => [joinAs(invite(lab))],
    [receiveDigits('^\\*\\d$', toLegA)],
    [],
    () => {
      const { meetingId, attendeeId } = invite(lab);
      const Parameters = { ...toLegB, Operation: 'Mute', MeetingId: meetingId, AttendeeList: [attendeeId] };
      return [action('ModifyChimeMeetingAttendees', Parameters), receiveDigits('^\\*\\d$', toLegA)];
    },
  ]);
  lab.caller.dial(SERVICE);
  await lab.caller.isConnected();
  await lab.settle(1_000);
  lab.caller.press('*7');
  await lab.settle(10_000);
  expect(lab.events).toEqual([
    '1 NEW_INBOUND_CALL',
    '2 ACTION_SUCCESSFUL JoinChimeMeeting',
    '3 ACTION_SUCCESSFUL ReceiveDigits',
    '4 DIGITS_RECEIVED *7',
    '5 ACTION_SUCCESSFUL ModifyChimeMeetingAttendees',
    '6 ACTION_SUCCESSFUL ReceiveDigits',
  ]);
  expect(lab.meetings.participants(invite(lab).meetingId)).toMatchObject([{ muted: true }]);
});

describe('take-back', () => {
  const SECOND = '+14255550199';

  test('hang-up and the next bridge in one list: the report of the hang-up comes first, and its answer may go on', async () => {
    const lab = createLab([[bridge()], [], [hangUp(toLegB), bridge(SECOND)]]);
    lab.caller.dial(SERVICE);
    await lab.caller.isBridgedTo(FAR_END);
    lab.updateNow({ transferTo: SECOND });
    await lab.farEnd.isHungUp();
    await lab.caller.isBridgedTo(SECOND);
    await lab.settle(1_000);
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_SUCCESSFUL CallAndBridge',
      '3 CALL_UPDATE_REQUESTED',
      '4 HANGUP LEG-B 0',
      '5 ACTION_SUCCESSFUL Hangup',
      '6 ACTION_SUCCESSFUL CallAndBridge',
    ]);
    expect(callIdOf(lab.event(6), 'LEG-B')).not.toBe(callIdOf(lab.event(2), 'LEG-B'));
    expect(lab.event(6).CallDetails.Participants).toHaveLength(2);
  });

  test('the next bridge only when the hang-up is reported', async () => {
    const lab = createLab([[bridge()], [], [hangUp(toLegB)], [], [bridge(SECOND)]]);
    lab.caller.dial(SERVICE);
    await lab.caller.isBridgedTo(FAR_END);
    lab.updateNow({ transferTo: SECOND });
    await lab.caller.isBridgedTo(SECOND);
    expect(lab.events.slice(2)).toEqual([
      '3 CALL_UPDATE_REQUESTED',
      '4 HANGUP LEG-B 0',
      '5 ACTION_SUCCESSFUL Hangup',
      '6 ACTION_SUCCESSFUL CallAndBridge',
    ]);
  });
});

test('a bad response is asked about once more', async () => {
  const lab = await inbound([{ SchemaVersion: '2.0' }, [speak('Sorry.'), hangUp()]]);
  expect(lab.events).toEqual([
    '1 NEW_INBOUND_CALL',
    '2 INVALID_LAMBDA_RESPONSE SchemaVersionMismatch',
    '3 HANGUP LEG-A 0',
  ]);
  expect(lab.caller.heard).toEqual(['Sorry.']);
});
