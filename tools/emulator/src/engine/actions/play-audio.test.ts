import { describe, expect, test } from '@jest/globals';
import { play, wav } from '../../../test/support/actions.ts';
import { type CallSoFar, describeAction, perform } from '../../../test/support/describe-action.ts';
import { MemoryStorage } from '../../storage/memory.ts';
import type { StoredObject } from '../ports.ts';
import { silentWav } from '../wav.ts';

const BAD_AUDIO = ['InvalidAudioSource', 'Audio Source parameter value is invalid.'] as const;

describeAction({
  type: 'PlayAudio',
  parameters: () => ({ AudioSource: wav('hello.wav'), PlaybackTerminators: ['#'] }),
  materialised: { Repeat: 1 },
  ownEvent: false,
  interruptible: true,
  answers: true,
  onHangup: 'nothing',
  failures: [
    ['no audio', { AudioSource: undefined }, ...BAD_AUDIO],
    ['no bucket', { AudioSource: { Type: 'S3', Key: 'hello.wav' } }, ...BAD_AUDIO],
    ['not in S3', { AudioSource: { ...wav('hello.wav'), Type: 'HTTP' } }, ...BAD_AUDIO],
    ['no times', { Repeat: 0 }, 'InvalidActionParameter', 'Repeat parameter value is invalid.'],
    [
      'a word as a key',
      { PlaybackTerminators: ['##'] },
      'InvalidActionParameter',
      'PlaybackTerminators parameter value is invalid.',
    ],
  ],
});

describe('the file', () => {
  const good: StoredObject = { body: silentWav(1_500), contentType: 'audio/wav' };
  const mp3 = new TextEncoder().encode('ID3'.padEnd(100));
  const files: Record<string, StoredObject> = {
    'good.wav': good,
    'untyped.wav': { body: good.body },
    'octets.wav': { ...good, contentType: 'binary/octet-stream' },
    'music.wav': { body: mp3, contentType: 'audio/wav' },
    'huge.wav': { body: hugeWav(), contentType: 'audio/wav' },
  };
  const playIt = (key: string) =>
    perform('answered', () => [play(key)], { options: { storage: new MemoryStorage({ 'prompts-1': files }) } });

  test.each([
    ['missing.wav', 'audio-missing'],
    ['untyped.wav', 'audio-content-type'],
    ['octets.wav', 'audio-content-type'],
    ['music.wav', 'audio-format'],
    ['huge.wav', 'audio-format'],
  ])('%s is not played: %s', async (key, diagnostic) => {
    const { lab, events } = await playIt(key);
    expect(events).toEqual(['3 ACTION_FAILED PlayAudio InvalidAudioSource']);
    expect(lab.data(3)).toMatchObject({ ErrorMessage: BAD_AUDIO[1] });
    expect(lab.diagnostics).toContain(diagnostic);
    expect(lab.caller.heard).toEqual(['Hello.']);
  });

  test('good.wav plays as long as it is', async () => {
    const { lab, events } = await playIt('good.wav');
    expect(events).toEqual(['3 ACTION_SUCCESSFUL PlayAudio']);
    expect(duration(lab)).toBe(1_500);
  });

  test('storage that breaks is a system error', async () => {
    const storage = { find: () => Promise.reject(new Error('down')), put: () => Promise.resolve('stored' as const) };
    const { events } = await perform('answered', () => [play()], { options: { storage } });
    expect(events).toEqual(['3 ACTION_FAILED PlayAudio SystemException']);
  });
});

test('it is repeated as often as it says', async () => {
  const { lab } = await perform('answered', () => [play('hello.wav', { Repeat: '3' })]);
  expect(lab.caller.heard.slice(1)).toEqual(['[audio hello.wav]', '[audio hello.wav]', '[audio hello.wav]']);
  expect(lab.data(3)['Parameters']).toMatchObject({ Repeat: 3 });
});

test('a terminator ends it and all its repetitions, and is not told', async () => {
  const actions = () => [play('hello.wav', { Repeat: 3, PlaybackTerminators: ['*', '1'] })];
  const { lab, events } = await perform('answered', actions, { meanwhile: ({ caller }) => caller.press('1') });
  expect(events).toEqual(['3 ACTION_SUCCESSFUL PlayAudio']);
  expect(Object.keys(lab.data(3))).toEqual(['Type', 'Parameters']);
  expect(lab.caller.heard.slice(1)).toEqual(['[audio hello.wav]']);
  expect(duration(lab)).toBeLessThan(100);
});

test('another key does not end it', async () => {
  const actions = () => [play('hello.wav', { PlaybackTerminators: ['1'] })];
  const { lab } = await perform('answered', actions, { meanwhile: ({ caller }) => caller.press('2') });
  expect(duration(lab)).toBe(2_000);
});

test('it can be played to the far end of a bridge only', async () => {
  const { lab, call } = await perform('bridged', () => [play('hello.wav', { ParticipantTag: 'LEG-B' })]);
  expect(lab.farEnd.heard).toEqual(['[audio hello.wav]']);
  expect(lab.caller.heard).toEqual([]);
  expect(lab.data(3)['Parameters']).toMatchObject({ CallId: call.legB });
});

function duration(lab: CallSoFar['lab']): number {
  const entries = lab.entries('action').filter(({ action }) => action.Type === 'PlayAudio');
  return entries.at(-1)!.at - entries[0]!.at;
}

/** A header, and 50 MB of data. */
function hugeWav(): Uint8Array {
  const body = new Uint8Array(50 * 1024 * 1024 + 1);
  body.set(silentWav(0));
  new DataView(body.buffer).setUint32(40, body.length - 44, true);
  return body;
}
