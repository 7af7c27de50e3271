import { describe, expect, test } from '@jest/globals';
import { hangUp, pause, speak } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';
import { inbound, statuses } from '../../../test/support/lab.ts';
import { invite } from '../../../test/support/meeting.ts';

const BAD_CODE = ['InvalidActionParameter', 'SipResponseCode parameter value is invalid.'] as const;

describeAction({
  type: 'Hangup',
  parameters: () => ({ SipResponseCode: '0' }),
  ownEvent: false,
  interruptible: 'instant',
  answers: false,
  failures: [
    ['a code of its own', { SipResponseCode: '600' }, ...BAD_CODE],
    ['no code', { SipResponseCode: '' }, ...BAD_CODE],
  ],
});

describe('a call of one leg', () => {
  test.each([
    [undefined, 0],
    ['0', 0],
    [0, 0],
    ['480', 480],
    [486, 486],
  ])('SipResponseCode %j gives a number, %i, and nothing but HANGUP', async (SipResponseCode, code) => {
    const { lab, call, events } = await perform('answered', () => [hangUp({ SipResponseCode }), pause()]);
    expect(events).toEqual([`3 HANGUP LEG-A ${code}`]);
    expect(lab.data(3)).toEqual({
      Type: 'Hangup',
      Parameters: { SipResponseCode: code, CallId: call.legA, ParticipantTag: 'LEG-A' },
    });
    expect(lab.caller.line?.sipCode).toBe(code);
    expect(lab.diagnostics).toContain('actions-after-hangup');
  });

  test.each([{ Type: 'Hangup' }, { Type: 'Hangup', Parameters: null }])('%j is taken', async (bare) => {
    const { lab, events } = await perform('answered', () => [bare]);
    expect(events).toEqual(['3 HANGUP LEG-A 0']);
    expect(lab.diagnostics).toContain('missing-parameters');
  });

  test('what is returned to its HANGUP is ignored', async () => {
    const { lab, events } = await perform('answered', () => [hangUp()], { then: [[speak('Is anybody there?')]] });
    expect(events).toEqual(['3 HANGUP LEG-A 0']);
    expect(lab.diagnostics).toContain('actions-ignored');
  });

  test('a call that rings is rejected with the code, and never answered', async () => {
    const lab = await inbound([[hangUp({ SipResponseCode: '486' })]]);
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 HANGUP LEG-A 486']);
    expect(lab.caller.line?.sipCode).toBe(486);
    expect(lab.entries('leg').map(({ state }) => state)).toEqual(['ringing', 'disconnected']);
  });
});

describe('half of a bridge', () => {
  const hangUpB = () => [hangUp({ ParticipantTag: 'LEG-B' })];

  test.each([
    ['after', ['3 HANGUP LEG-B 0', '4 ACTION_SUCCESSFUL Hangup']],
    ['before', ['3 ACTION_SUCCESSFUL Hangup', '4 HANGUP LEG-B 0']],
    ['never', ['3 HANGUP LEG-B 0']],
  ] as const)('hangupAlsoSucceeds %s', async (hangupAlsoSucceeds, expected) => {
    const { lab, call, events } = await perform('bridged', hangUpB, { options: { switches: { hangupAlsoSucceeds } } });
    expect(events).toEqual(expected);
    expect(statuses(lab.event(3))).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Disconnected' });
    expect(lab.farEnd.state).toBe('ended');
    expect(lab.caller.state).toBe('connected');
    const success = events.findIndex((event) => event.endsWith('ACTION_SUCCESSFUL Hangup'));
    if (success >= 0) {
      expect(lab.data(3 + success)).toEqual({
        Type: 'Hangup',
        Parameters: { ParticipantTag: 'LEG-B', CallId: call.legB },
      });
    }
  });

  test('what is returned to its HANGUP runs on the survivor, without naming it', async () => {
    const { lab, events } = await perform('bridged', hangUpB, { then: [[speak('He is gone.'), hangUp()]] });
    expect(events).toEqual(['3 HANGUP LEG-B 0', '4 ACTION_SUCCESSFUL Hangup', '5 HANGUP LEG-A 0']);
    expect(lab.caller.heard).toEqual(['He is gone.']);
  });

  test('the caller can be hung up first', async () => {
    const { lab, events } = await perform('bridged', () => [hangUp({ ParticipantTag: 'LEG-A' })], {
      then: [[speak('She is gone.'), hangUp()]],
    });
    expect(events).toEqual(['3 HANGUP LEG-A 0', '4 ACTION_SUCCESSFUL Hangup', '5 HANGUP LEG-B 0']);
    expect(lab.farEnd.heard).toEqual(['She is gone.']);
  });

  test('the rest of the list goes on', async () => {
    const { lab, events } = await perform('bridged', () => [...hangUpB(), speak('Bye.'), hangUp()]);
    expect(events).toEqual(['3 HANGUP LEG-B 0', '4 ACTION_SUCCESSFUL Hangup', '5 HANGUP LEG-A 0']);
    expect(lab.caller.heard).toEqual(['Bye.']);
  });

  test('a leg that has ended can not be hung up again', async () => {
    const { lab, events } = await perform('bridged', hangUpB, { then: [[], hangUpB()] });
    expect(events.at(-1)).toBe('5 ACTION_FAILED Hangup InvalidActionParameter');
    expect(lab.diagnostics).toContain('action-on-ended-leg');
  });
});

test('a place in a meeting is given up with ACTION_SUCCESSFUL and without HANGUP; the caller stays', async () => {
  const { lab, events } = await perform('in-meeting', () => [
    hangUp({ ParticipantTag: 'LEG-B' }),
    speak('Welcome back.'),
  ]);
  expect(events).toEqual(['3 ACTION_SUCCESSFUL Hangup', '4 ACTION_SUCCESSFUL Speak']);
  expect(statuses(lab.event(3))).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Disconnected' });
  expect(lab.meetings.participants(invite(lab).meetingId)).toEqual([]);
});
