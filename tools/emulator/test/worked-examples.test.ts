/** The examples that Amazon's own theory of operation gives, event by event. */
import { describe, expect, test } from '@jest/globals';
import {
  bridge,
  FAR_END,
  hangUp,
  pause,
  play,
  playAndGetDigits,
  receiveDigits,
  record,
  SERVICE,
} from './support/actions.ts';
import { createLab, inbound, statuses } from './support/lab.ts';

describe('typical calls', () => {
  test('incoming: every action is answered by the next, and the last one hangs up', async () => {
    const lab = createLab([[play('hello.wav')], [playAndGetDigits()], [hangUp()]]);
    lab.caller.dial(SERVICE);
    await lab.caller.hears('[audio hello.wav]');
    await lab.caller.hears('[audio pin.wav]');
    lab.caller.press('4821');
    await lab.caller.isHungUp();
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_SUCCESSFUL PlayAudio',
      '3 ACTION_SUCCESSFUL PlayAudioAndGetDigits',
      '4 HANGUP LEG-A 0',
    ]);
    expect(lab.data(3)['ReceivedDigits']).toBe('4821');
  });

  test('outbound: nothing can be done before the phone is answered', async () => {
    const lab = createLab([[], [], [play('hello.wav')], [play('news.wav')], [hangUp()]]);
    lab.create();
    await lab.farEnd.hears('[audio hello.wav]');
    await lab.farEnd.hears('[audio news.wav]');
    await lab.farEnd.isHungUp();
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_OUTBOUND_CALL',
      '2 RINGING',
      '3 CALL_ANSWERED',
      '4 ACTION_SUCCESSFUL PlayAudio',
      '5 ACTION_SUCCESSFUL PlayAudio',
      '6 HANGUP LEG-A 0',
    ]);
  });

  test('triggered by an update: the event carries what the API was given', async () => {
    const lab = createLab([[play('menu.wav')], [], [play('first.wav')], [play('second.wav')], [hangUp()]]);
    lab.caller.dial(SERVICE);
    await lab.caller.hears('[audio menu.wav]');
    await lab.settle(5_000);
    lab.updateNow({ nextPlayFile: 'first.wav', bucketName: 'prompts-1', endCall: 'false' });
    await lab.caller.hears('[audio first.wav]');
    await lab.caller.hears('[audio second.wav]');
    await lab.caller.isHungUp();
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_SUCCESSFUL PlayAudio',
      '3 CALL_UPDATE_REQUESTED',
      '4 ACTION_SUCCESSFUL PlayAudio',
      '5 ACTION_SUCCESSFUL PlayAudio',
      '6 HANGUP LEG-A 0',
    ]);
    expect(lab.data(3)).toEqual({
      Type: 'CallUpdateRequest',
      Parameters: { Arguments: { nextPlayFile: 'first.wav', bucketName: 'prompts-1', endCall: 'false' } },
    });
  });
});

describe('action lists', () => {
  test('example 1: a Pause that fails keeps the PlayAudio behind it from running', async () => {
    const lab = await inbound(
      [
        [pause(), play('never.wav')],
        [play('sorry.wav'), hangUp()],
      ],
      {
        failAction: (type) => (type === 'Pause' ? { errorType: 'SystemException', errorMessage: 'broken' } : undefined),
      },
    );
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 ACTION_FAILED Pause SystemException', '3 HANGUP LEG-A 0']);
    expect(lab.caller.heard).toEqual(['[audio sorry.wav]']);
  });

  test('example 2: two actions that succeed are reported once, as the last of them', async () => {
    const lab = await inbound([[play('hello.wav'), receiveDigits()], [hangUp()]]);
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 ACTION_SUCCESSFUL ReceiveDigits', '3 HANGUP LEG-A 0']);
    expect(lab.data(2)['ReceivedDigits']).toBe('');
    expect(lab.caller.heard).toEqual(['[audio hello.wav]']);
  });

  test('example 3: a new list returned in the middle takes the place of what is left', async () => {
    const lab = createLab([[pause(), bridge(), play('never.wav')], [pause(), record()], [hangUp()], [hangUp()]]);
    lab.caller.dial(SERVICE);
    await lab.caller.isBridgedTo(FAR_END);
    await lab.settle(3_000);
    lab.caller.press('#');
    await lab.caller.isHungUp();
    await lab.farEnd.isHungUp();
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_SUCCESSFUL CallAndBridge',
      '3 ACTION_SUCCESSFUL RecordAudio',
      '4 HANGUP LEG-A 0',
      '5 ACTION_SUCCESSFUL Hangup',
      '6 HANGUP LEG-B 0',
    ]);
    expect(lab.caller.heard).toEqual([]);
  });

  test.each([
    ['an empty list', []],
    ['null', { SchemaVersion: '1.0', Actions: null }],
    ['no list', { SchemaVersion: '1.0' }],
  ])('example 3: %s returned in the middle lets the list go on', async (_name, nothing) => {
    const lab = createLab([[pause(), bridge(), play('welcome.wav')], nothing]);
    lab.caller.dial(SERVICE);
    await lab.caller.isBridgedTo(FAR_END);
    await lab.caller.hears('[audio welcome.wav]');
    await lab.settle(60_000);
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_SUCCESSFUL CallAndBridge',
      '3 ACTION_SUCCESSFUL PlayAudio',
    ]);
    expect(statuses(lab.event(3))).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Connected' });
  });
});

describe('transaction attributes', () => {
  const stored = { key1: 'value1', key2: 'value2' };
  const answer = (TransactionAttributes?: object | null) => ({
    SchemaVersion: '1.0',
    Actions: [play('hello.wav')],
    ...(TransactionAttributes !== undefined && { TransactionAttributes }),
  });

  test.each([
    ['a map takes the place of what was stored', { NewKey1: 'NewValue1' }, { NewKey1: 'NewValue1' }],
    ['an empty map clears it', {}, undefined],
    ['null leaves it', null, stored],
    ['nothing leaves it', undefined, stored],
  ])('%s', async (_name, returned, expected) => {
    const lab = await inbound([answer(stored), answer(returned), [hangUp()]]);
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_SUCCESSFUL PlayAudio',
      '3 ACTION_SUCCESSFUL PlayAudio',
      '4 HANGUP LEG-A 0',
    ]);
    const seen = [1, 2, 3, 4].map((sequence) => lab.event(sequence).CallDetails.TransactionAttributes);
    expect(seen).toEqual([undefined, stored, expected, expected]);
    expect('TransactionAttributes' in lab.event(4).CallDetails).toBe(expected !== undefined);
  });
});
