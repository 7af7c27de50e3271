import { describe, expect, test } from '@jest/globals';
import { action } from '../../../test/support/actions.ts';
import { type CallSoFar, describeAction, type Given, perform } from '../../../test/support/describe-action.ts';
import { invite } from '../../../test/support/meeting.ts';

const invalid = (message: string) => ['InvalidActionParameter', message] as const;

const mute = ({ lab }: Pick<CallSoFar, 'lab'>, more: object = {}) => {
  const { meetingId, attendeeId } = invite(lab);
  return action('ModifyChimeMeetingAttendees', {
    Operation: 'Mute',
    MeetingId: meetingId,
    AttendeeList: [attendeeId],
    ...more,
  });
};

describeAction({
  type: 'ModifyChimeMeetingAttendees',
  given: 'in-meeting',
  parameters: (call) => mute(call, { CallId: call.legB }).Parameters,
  failureResult: { ErrorList: [] },
  ownEvent: true,
  interruptible: 'instant',
  answers: false,
  failures: [
    [
      'another operation',
      { Operation: 'Remove' },
      ...invalid('ModifyChimeMeetingAttendees Operation parameter value is invalid'),
    ],
    ['no meeting', { MeetingId: undefined }, ...invalid('Meeting ID parameter value is invalid.')],
    ['another meeting', { MeetingId: 'elsewhere' }, ...invalid('Meeting ID parameter value is invalid.')],
    ['no attendees', { AttendeeList: [] }, ...invalid('Attendee List parameter value is invalid.')],
    [
      'too many attendees',
      { AttendeeList: Array.from({ length: 101 }, (_, index) => `a-${index}`) },
      ...invalid('Attendee List parameter value is invalid.'),
    ],
    [
      'LEG-A',
      { CallId: '', ParticipantTag: 'LEG-A' },
      ...invalid('CallId or ParticipantTag parameter for action is invalid.'),
    ],
  ],
});

test('muted and unmuted', async () => {
  const muted: (boolean | undefined)[] = [];
  const note = ({ lab }: CallSoFar) => muted.push(lab.meetings.participants(invite(lab).meetingId)[0]?.muted);
  await perform('in-meeting', (call) => [mute(call)], {
    then: [(call) => (note(call), [mute(call, { Operation: 'Unmute' })]), (call) => (note(call), [])],
  });
  expect(muted).toEqual([true, false]);
});

test('attendees of no such meeting are named in ErrorList, and nobody is muted', async () => {
  const { lab, events } = await perform('in-meeting', (call) => [
    mute(call, { AttendeeList: [invite(call.lab).attendeeId, 'stranger'] }),
  ]);
  expect(events).toEqual(['3 ACTION_FAILED ModifyChimeMeetingAttendees InvalidActionParameter']);
  expect(lab.data(3)).toMatchObject({
    ErrorMessage: 'One or more attendees are not part of this meeting. All attendees must be part of this meeting.',
    ErrorList: ['stranger'],
  });
  expect(lab.meetings.participants(invite(lab).meetingId)).toMatchObject([{ muted: false }]);
});

describe('a call that is in no meeting', () => {
  test.each<[Given, string]>([
    ['answered', 'Invalid action on the call.'],
    ['bridged', 'Call is not connected to Chime Meeting.'],
  ])('%s: %s', async (given, message) => {
    const { lab } = await perform(given, (call) => [mute(call)]);
    expect(lab.data(3)).toMatchObject({ ErrorType: 'InvalidActionParameter', ErrorMessage: message, ErrorList: [] });
  });
});

test('without a selector an update may mute: the meeting is found', async () => {
  const { events } = await perform('in-meeting', () => [], {
    meanwhile: (lab) => lab.updateNow({ cmd: 'mute' }),
    then: [(call) => [mute(call)]],
  });
  expect(events).toEqual(['3 CALL_UPDATE_REQUESTED', '4 ACTION_SUCCESSFUL ModifyChimeMeetingAttendees']);
});

test.each([
  ['always', true],
  ['unless-tag', false],
] as const)('a ParticipantTag is echoed as sent (echoCallId %s)', async (echoCallId, added) => {
  const { lab, call } = await perform('in-meeting', (call) => [mute(call, { ParticipantTag: 'LEG-B' })], {
    options: { switches: { echoCallId } },
  });
  const { Parameters } = mute(call, { ParticipantTag: 'LEG-B', ...(added && { CallId: call.legB }) });
  expect(lab.data(3)['Parameters']).toEqual(Parameters);
});
