import { describe, expect, test } from '@jest/globals';
import { eventTypes, type SmaEvent } from '@patchbay/sma';
import { bridge, CALLER, FAR_END, hangUp, play, receiveDigits, SERVICE, speak } from '../../test/support/actions.ts';
import { APPLICATION, createLab, inbound, type Lab, statuses } from '../../test/support/lab.ts';
import { invite } from '../../test/support/meeting.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

describe('NEW_INBOUND_CALL', () => {
  test('exactly', async () => {
    const lab = createLab([[hangUp()]]);
    lab.caller.dial(SERVICE, { sipHeaders: { 'X-Campaign': 'spring' } });
    await lab.settle();
    const { TransactionId, Participants } = lab.event(1).CallDetails;
    expect(TransactionId).toMatch(UUID);
    expect(Participants[0]!.CallId).toMatch(UUID);
    expect(JSON.stringify(lab.event(1))).toBe(
      JSON.stringify({
        SchemaVersion: '1.0',
        Sequence: 1,
        InvocationEventType: 'NEW_INBOUND_CALL',
        CallDetails: {
          TransactionId,
          AwsAccountId: '111122223333',
          AwsRegion: 'us-east-1',
          SipRuleId: '00000000-0000-4000-8000-000000000001',
          SipMediaApplicationId: APPLICATION,
          Participants: [
            {
              CallId: Participants[0]!.CallId,
              ParticipantTag: 'LEG-A',
              To: SERVICE,
              From: CALLER,
              Direction: 'Inbound',
              StartTimeInMilliseconds: String(Date.UTC(2026, 0, 5, 9)),
              SipHeaders: { 'X-Campaign': 'spring' },
            },
          ],
        },
      }),
    );
  });

  test('only custom headers are shown, as they were written', async () => {
    const lab = createLab([[hangUp()]]);
    const shown = { 'x-lower': '1', 'X-Upper': '2', 'user-to-user': '3', Diversion: '<sip:4@a>' };
    lab.caller.dial(SERVICE, { sipHeaders: { ...shown, Subject: 'hidden', 'x-': 'hidden', P: 'hidden' } });
    await lab.settle();
    expect(lab.event(1).CallDetails.Participants[0]?.SipHeaders).toEqual(shown);
  });

  test('without custom headers there is no such key', async () => {
    const lab = createLab([[hangUp()]]);
    lab.caller.dial(SERVICE, { sipHeaders: { Subject: 'hidden' } });
    await lab.settle();
    expect(lab.event(1).CallDetails.Participants[0]).not.toHaveProperty('SipHeaders');
  });
});

describe('NEW_OUTBOUND_CALL', () => {
  test('exactly', async () => {
    const lab = createLab([]);
    lab.create({ arguments: { reservation: 'R-77', locale: 'en-US' }, sipHeaders: { 'x-campaign': '7' } });
    await lab.settle(10_000);
    const { TransactionId, Participants } = lab.event(1).CallDetails;
    expect(JSON.stringify(lab.event(1))).toBe(
      JSON.stringify({
        SchemaVersion: '1.0',
        Sequence: 1,
        InvocationEventType: 'NEW_OUTBOUND_CALL',
        ActionData: {
          Type: 'CallCreateRequest',
          Parameters: { Arguments: { reservation: 'R-77', locale: 'en-US' } },
        },
        CallDetails: {
          TransactionId,
          AwsAccountId: '111122223333',
          AwsRegion: 'us-east-1',
          SipMediaApplicationId: APPLICATION,
          Participants: [
            {
              CallId: Participants[0]!.CallId,
              ParticipantTag: 'LEG-A',
              To: FAR_END,
              From: SERVICE,
              Direction: 'Outbound',
              StartTimeInMilliseconds: String(Date.UTC(2026, 0, 5, 9)),
            },
          ],
        },
      }),
    );
    expect(lab.farEnd.line?.sipHeaders).toEqual({ 'x-campaign': '7' });
  });

  test.each([undefined, {}])('without arguments (%j) there is no ActionData', async (given) => {
    const lab = createLab([]);
    lab.create(given && { arguments: given });
    await lab.settle(10_000);
    expect(lab.event(1)).not.toHaveProperty('ActionData');
  });

  test('its actions are dropped, its attributes are kept', async () => {
    const lab = createLab([
      { SchemaVersion: '1.0', Actions: [hangUp()], TransactionAttributes: { flow: 'reminder' } },
      { SchemaVersion: '1.0', Actions: [speak('Never.')] },
    ]);
    lab.create();
    await lab.settle(10_000);
    expect(lab.events).toEqual(['1 NEW_OUTBOUND_CALL', '2 RINGING', '3 CALL_ANSWERED']);
    expect(lab.event(3).CallDetails.TransactionAttributes).toEqual({ flow: 'reminder' });
    expect(lab.farEnd.heard).toEqual([]);
    expect(lab.diagnostics.filter((code) => code === 'actions-ignored')).toHaveLength(2);
  });

  test('the caller of the API has its answer before the function hears of the call', () => {
    const lab = createLab([]);
    lab.create();
    expect(lab.received).toEqual([]);
    expect(lab.transactionId).toMatch(UUID);
  });
});

describe('Status', () => {
  test('is absent until the phone is answered', async () => {
    const lab = createLab([[], [], [hangUp()]]);
    lab.create();
    await lab.settle();
    expect([1, 2, 3, 4].map((sequence) => statuses(lab.event(sequence))['LEG-A'])).toEqual([
      undefined,
      undefined,
      'Connected',
      'Disconnected',
    ]);
    for (const sequence of [1, 2]) {
      expect(lab.event(sequence).CallDetails.Participants[0]).not.toHaveProperty('Status');
    }
  });

  test('is absent in an error that comes before', async () => {
    const lab = await inbound([{ SchemaVersion: '2.0' }, [hangUp()]]);
    expect(statuses(lab.event(2))).toEqual({ 'LEG-A': undefined });
  });
});

test('RINGING, CALL_ANSWERED and NEW_INBOUND_CALL have no ActionData', async () => {
  const lab = createLab([[], [], [hangUp()]]);
  lab.create({ arguments: { a: '1' } });
  await lab.settle();
  for (const sequence of [2, 3]) expect(lab.event(sequence)).not.toHaveProperty('ActionData');
});

test('a carrier that never rings: CALL_ANSWERED is the second event', async () => {
  const lab = createLab([[], [hangUp()]]);
  const { exchange } = lab;
  const invite = exchange.invite.bind(exchange);
  exchange.invite = (given, leg) => invite(given, { ...leg, ringing: () => undefined });
  lab.create();
  await lab.settle();
  expect(lab.events).toEqual(['1 NEW_OUTBOUND_CALL', '2 CALL_ANSWERED', '3 HANGUP LEG-A 0']);
});

test('HANGUP names leg and code, and comes with the attributes', async () => {
  const lab = createLab([{ SchemaVersion: '1.0', Actions: [play()], TransactionAttributes: { step: 'hello' } }]);
  lab.caller.dial(SERVICE);
  await lab.caller.hears(/hello/);
  lab.caller.hangUp();
  await lab.settle();
  const { TransactionAttributes, Participants } = lab.event(2).CallDetails;
  expect(JSON.stringify(lab.data(2))).toBe(
    JSON.stringify({
      Type: 'Hangup',
      Parameters: { SipResponseCode: 0, CallId: Participants[0]!.CallId, ParticipantTag: 'LEG-A' },
    }),
  );
  expect(TransactionAttributes).toEqual({ step: 'hello' });
});

test('a caller who gives up while it rings: 487', async () => {
  const lab = createLab([]);
  lab.caller.dial(SERVICE);
  await lab.settle(5_000);
  lab.caller.hangUp();
  await lab.settle();
  expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 HANGUP LEG-A 487']);
});

test('attributes stand behind the transaction id, and an empty map is not shown', async () => {
  const lab = await inbound([
    { SchemaVersion: '1.0', Actions: [play()], TransactionAttributes: { a: '1' } },
    { SchemaVersion: '1.0', Actions: [hangUp()], TransactionAttributes: {} },
  ]);
  expect(Object.keys(lab.event(2).CallDetails).slice(0, 2)).toEqual(['TransactionId', 'TransactionAttributes']);
  expect(lab.event(3).CallDetails).not.toHaveProperty('TransactionAttributes');
});

test.each(['RINGING', 'ACTION_INTERRUPTED', 'HANGUP'] as const)(
  'attributes returned to %s are stored',
  async (type) => {
    const answer = (event: SmaEvent) => ({
      SchemaVersion: '1.0',
      Actions: event.InvocationEventType === 'CALL_ANSWERED' ? [play('long.wav', { Repeat: 9 })] : [],
      ...(event.InvocationEventType === type && { TransactionAttributes: { from: type } }),
      ...(event.InvocationEventType === 'CALL_UPDATE_REQUESTED' && { Actions: [bridge('+14255550199'), play()] }),
    });
    const lab = createLab(Array.from({ length: 9 }, () => answer));
    lab.create();
    await lab.farEnd.hears(/long/);
    lab.updateNow();
    await lab.settle(10_000);
    lab.phone('+14255550199').hangUp();
    await lab.settle(1_000);
    lab.farEnd.hangUp();
    await lab.settle();
    expect(lab.received.at(-1)).toMatchObject({
      InvocationEventType: 'HANGUP',
      CallDetails: { TransactionAttributes: { from: type } },
    });
  },
);

test('an API-created call into a meeting: LEG-A is the place in the meeting, and its token is nowhere to be seen', async () => {
  const lab: Lab = createLab([[], [], [bridge('+14255550199')], [], [hangUp({ ParticipantTag: 'LEG-A' })]]);
  const { joinToken, meetingId } = invite(lab);
  lab.create({
    to: '+17035550122',
    sipHeaders: { 'X-chime-join-token': joinToken, 'X-chime-meeting-id': meetingId },
  });
  await lab.phone('+14255550199').isConnected();
  await lab.settle(1_000);
  expect(lab.meetings.participants(meetingId)).toHaveLength(1);
  lab.phone('+14255550199').hangUp();
  await lab.settle();
  expect(lab.events).toEqual([
    '1 NEW_OUTBOUND_CALL',
    '2 RINGING',
    '3 CALL_ANSWERED',
    '4 ACTION_SUCCESSFUL CallAndBridge',
    '5 HANGUP LEG-B 0',
    '6 HANGUP LEG-A 0',
  ]);
  expect(lab.event(3).CallDetails.Participants).toMatchObject([{ To: '+17035550122', Direction: 'Outbound' }]);
  expect(JSON.stringify(lab.received)).not.toContain(joinToken);
  expect(lab.meetings.participants(meetingId)).toEqual([]);
});

test.each([
  ['a wrong token', 'made-up', 403],
  ['no token', undefined, 403],
])('an API-created call into a meeting with %s is refused', async (_name, token, code) => {
  const lab = createLab([]);
  const { meetingId } = invite(lab);
  const sipHeaders = { 'X-chime-meeting-id': meetingId, ...(token && { 'X-chime-join-token': token }) };
  lab.create({ to: '+17035550122', sipHeaders });
  await lab.settle();
  expect(lab.events).toEqual(['1 NEW_OUTBOUND_CALL', `2 HANGUP LEG-A ${code}`]);
});

test('every type of event is among those that the library knows', async () => {
  const lab = createLab([[receiveDigits('1'), play()]]);
  lab.caller.dial(SERVICE);
  await lab.caller.hears(/hello/);
  lab.caller.press('1');
  await lab.settle(20_000);
  for (const event of lab.received) expect(eventTypes).toContain(event.InvocationEventType);
});
