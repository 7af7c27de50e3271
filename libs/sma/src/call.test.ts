import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { A, B, event, failed, gone, hungUp, inbound, legA, legB, ringing, succeeded } from '../test/events.ts';
import { fixture, fixtures } from '../test/fixtures.ts';
import { Call } from './call.ts';
import { parseEvent } from './events/parse.ts';
import type { Participant } from './events/participant.ts';

fc.configureGlobal({ seed: 1 });

const read = (path: string) => new Call(parseEvent(fixture(path).input));

describe('what every event has', () => {
  test('ids, place and attributes', () => {
    const call = new Call(inbound({ attributes: { step: 'pin', tries: 2, who: { name: 'Ada' } } }));

    expect(call).toMatchObject({ type: 'NEW_INBOUND_CALL', sequence: 1, region: 'us-east-1' });
    expect(call.attributes).toEqual({ step: 'pin', tries: '2', who: '{"name":"Ada"}' });
    expect(call.key('claim')).toBe('5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11:1:claim');
  });

  test('no attributes are an empty map, and no rule is none', () => {
    const call = new Call(event('CALL_ANSWERED'));

    expect(call.attributes).toEqual({});
    expect(call.sipRuleId).toBeUndefined();
  });
});

describe('legs', () => {
  test('are found by tag and by id, whatever their order', () => {
    const extra = fc.record({ CallId: fc.uuid(), Status: fc.constantFrom('Connected', 'Disconnected') });

    fc.assert(
      fc.property(fc.array(extra, { maxLength: 4 }), fc.infiniteStream(fc.nat()), (extras, random) => {
        const strangers = extras.map((more) => ({
          ...legB(),
          ...more,
          Status: 'Disconnected',
          ParticipantTag: 'LEG-B',
        }));
        const legs = shuffled([legA(), legB(), ...(strangers as Participant[])], random);
        const call = new Call(succeeded('CallAndBridge', { legs }));

        expect(call.legA?.callId).toBe(A);
        expect(call.legB?.callId).toBe(B);
        expect(call.leg(B)).toBe(call.legB);
        expect(call.connected.map(({ callId }) => callId).toSorted()).toEqual([A, B]);
      }),
    );
  });

  test('the last of several that have gone is the one that counts', () => {
    const before = gone(legB({ CallId: 'before', StartTimeInMilliseconds: '1' }));
    const after = gone(legB({ CallId: 'after', StartTimeInMilliseconds: '2' }));

    expect(new Call(event('CALL_ANSWERED', { legs: [after, before, legA()] })).legB?.callId).toBe('after');
    expect(new Call(event('CALL_ANSWERED', { legs: [before, after, legA()] })).legB?.callId).toBe('after');
  });

  test('are missing where they are not listed', () => {
    const call = new Call(event('CALL_ANSWERED', { legs: [legB()] }));

    expect(call.legA).toBeUndefined();
    expect(call.leg('nobody')).toBeUndefined();
  });

  test.each([
    [legA(), 'connected', true, true],
    [ringing(legA()), 'unanswered', false, true],
    [ringing(legA({ Direction: 'Outbound' })), 'unanswered', false, false],
    [gone(legA()), 'disconnected', false, false],
  ])('status %#', (leg, status, connected, live) => {
    expect(new Call(event('CALL_ANSWERED', { legs: [leg] })).legA).toMatchObject({ status, connected, live });
  });

  test.each([
    [legB({ From: 'SMA', To: '+17035550122' }), true],
    [legB({ From: '+17035550122', To: 'SMA' }), false],
    [legB({ From: 'SMA' }), true],
    [legB(), false],
    [legA({ To: '+17035550122' }), false],
  ])('is it the meeting: %#', (leg, isMeeting) => {
    expect(new Call(event('CALL_ANSWERED', { legs: [leg] })).legs[0]?.isMeeting).toBe(isMeeting);
  });

  test('headers are found however they are spelt', () => {
    const leg = read('events/good/new-inbound-call.json').legA;

    expect(leg?.header('x-campaign')).toBe('spring');
    expect(leg?.header('User-To-User')).toBe('00');
    expect(leg?.header('Diversion')).toBeUndefined();
    expect(leg?.startedAt).toBe(1_786_000_000_123);
  });
});

describe('what an event is about', () => {
  test.each([
    ['events/good/new-outbound-call.json', { reservation: 'R-77', locale: 'en-US' }],
    ['events/good/new-outbound-call.no-arguments.json', {}],
    ['events/good/call-update-requested.json', { cmd: 'mute' }],
    ['events/good/hangup.json', {}],
  ])('arguments of %s', (path, args) => {
    expect(read(path).arguments).toEqual(args);
  });

  test.each([
    ['events/good/action-successful.play-audio-and-get-digits.json', '4821'],
    ['events/good/action-successful.receive-digits.json', ''],
    ['events/good/action-successful.speak.json', ''],
    ['events/good/digits-received.json', '*7'],
    ['events/good/hangup.json', ''],
  ])('digits of %s', (path, digits) => {
    expect(read(path).digits).toBe(digits);
  });

  test('digits that the service left out are none', () => {
    expect(new Call(succeeded('SpeakAndGetDigits')).digits).toBe('');
  });

  test('the action and its leg', () => {
    expect(read('events/good/action-successful.send-digits.json').action).toMatchObject({ type: 'SendDigits' });
    expect(new Call(failed('Speak', {}, { Parameters: { CallId: A } })).action?.leg?.tag).toBe('LEG-A');
    expect(new Call(failed('Speak', { legs: [legB(), legA()] })).action?.leg?.tag).toBe('LEG-A');
    expect(
      new Call(failed('Speak', { legs: [legA(), legB()] }, { Parameters: { ParticipantTag: 'Leg-B' } })).action?.leg
        ?.tag,
    ).toBe('LEG-B');
    expect(new Call(failed('Speak', {}, { Parameters: { CallId: B } })).action?.leg).toBeUndefined();
    expect(read('events/good/ringing.json').action).toBeUndefined();
    expect(read('events/good/action-interrupted.json').action?.type).toBe('PlayAudio');
  });

  test.each([
    ['events/good/action-failed.call-and-bridge.json', 'CallNotAnswered', 'Call not answered'],
    ['events/good/action-failed.join-chime-meeting.json', 'ErrorJoiningMeeting', 'Error while joining meeting.'],
    [
      'events/good/action-failed.start-call-recording.json',
      'NoAccessToDestination',
      'Error while accessing destination',
    ],
    [
      'events/good/action-failed.modify-chime-meeting-attendees.json',
      'SystemException',
      'System error while running action.',
    ],
    ['events/good/invalid-lambda-response.json', 'SchemaVersionMismatch', expect.stringContaining('schema version')],
    ['events/good/invalid-lambda-response.in-data.json', 'TransactionAttributesInvalidMapSize', expect.anything()],
  ])('the failure of %s', (path, type, message) => {
    expect(read(path).failure).toEqual({ type, message });
  });

  test('a failure that is not explained', () => {
    const data = { Type: 'Speak', Parameters: {} };

    expect(new Call(event('ACTION_FAILED', { data })).failure).toEqual({ type: 'Unknown', message: '' });
    expect(new Call(event('ACTION_FAILED', { data: { ...data, Error: 'It broke' } })).failure).toEqual({
      type: 'Unknown',
      message: 'It broke',
    });
    expect(new Call(event('CALL_ANSWERED')).failure).toBeUndefined();
  });

  test('who has hung up, and how', () => {
    expect(read('events/good/hangup.leg-b.json').ended).toMatchObject({ leg: { callId: B }, code: 0 });
    expect(read('events/good/hangup.meeting-ended.json').ended).toMatchObject({
      leg: { tag: 'LEG-B' },
      code: undefined,
    });
    expect(read('events/good/ringing.json').ended).toBeUndefined();
  });

  test('a SIP code that came as text is a number', () => {
    const data = { Type: 'Hangup', Parameters: { SipResponseCode: '486', CallId: A, ParticipantTag: 'LEG-A' } };

    expect(new Call(event('HANGUP', { data })).ended?.code).toBe(486);
  });

  test('a leg that has hung up is gone even if the event still lists it as connected', () => {
    expect(new Call(hungUp('LEG-A', { legs: [legA()] })).connected).toEqual([]);
  });

  test('a hang-up of a leg that is listed under another id is known by its tag', () => {
    const call = new Call(hungUp('LEG-B', { legs: [legA(), gone(legB({ CallId: 'other' }))] }));

    expect(call.ended?.leg?.callId).toBe('other');
  });

  test.each([
    ['events/good/hangup.json', true],
    ['events/good/hangup.leg-b.json', false],
    ['events/good/hangup.meeting-ended.json', false],
    ['events/good/ringing.json', false],
  ])('is it over: %s', (path, over) => {
    expect(read(path).isOver).toBe(over);
  });

  test('recordings', () => {
    expect(read('events/good/action-successful.record-audio.json').recording).toEqual({
      bucketName: 'recordings-111122223333',
      key: 'messages/2026-08-06.wav',
      terminator: '#',
    });
    expect(read('events/good/action-successful.start-call-recording.json').recording).toEqual({
      bucketName: 'recordings-111122223333',
      key: 'calls/2026/08/06/call.wav',
    });
    const CallRecordingDestination = { Type: 'S3', Location: 'only-a-bucket' };
    expect(new Call(succeeded('StartCallRecording', {}, { CallRecordingDestination })).recording).toEqual({
      bucketName: 'only-a-bucket',
      key: '',
    });
    expect(read('events/good/hangup.json').recording).toBeUndefined();
    expect(read('events/good/action-successful.speak.json').recording).toBeUndefined();
  });

  test('what a bot understood', () => {
    const { intent } = read('events/good/action-successful.start-bot-conversation.json');

    expect(intent?.SessionState.Intent.Slots['Size']?.Value.InterpretedValue).toBe('large');
    expect(intent?.Interpretations[1]?.NluConfidence).toBeUndefined();
    expect(read('events/good/hangup.json').intent).toBeUndefined();
  });
});

describe('parsing', () => {
  test.each(fixtures('events/good'))('twice gives the same: $file', ({ input }) => {
    const once = parseEvent(input);

    expect(parseEvent(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  test.each(fixtures('events/good'))('every reading of $file works', ({ input }) => {
    const call = new Call(parseEvent(input));
    const readings = [
      'legA',
      'legB',
      'connected',
      'digits',
      'action',
      'failure',
      'ended',
      'recording',
      'intent',
    ] as const;

    expect(() => readings.map((reading) => call[reading])).not.toThrow();
  });

  test('never throws anything but SmaError, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ InvocationEventType: fc.constant('HANGUP') })), (input) => {
        expect(() => parseEvent(input)).toThrow(expect.objectContaining({ name: 'SmaError', code: 'invalid-event' }));
      }),
    );
  });
});

function shuffled<T>(items: T[], random: Iterator<number>): T[] {
  return items
    .map((item) => ({ item, rank: Number(random.next().value) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
