import { describe, expect, test } from '@jest/globals';
import { action, pause } from '../../../test/support/actions.ts';
import { type CallSoFar, describeAction, perform } from '../../../test/support/describe-action.ts';
import { MemoryStorage } from '../../storage/memory.ts';
import { readWav } from '../wav.ts';

const LOCATION = 'recordings-1/calls';
const BAD_START = ['InvalidActionParameter', 'CallId parameter for action is invalid'] as const;
const BAD_LEG = ['InvalidActionParameter', 'CallId or ParticipantTag parameter for action is invalid.'] as const;

const start = ({ legA }: Pick<CallSoFar, 'legA'>, more: object = {}) =>
  action('StartCallRecording', {
    CallId: legA,
    Track: 'BOTH',
    Destination: { Type: 'S3', Location: LOCATION },
    ...more,
  });
const stop = ({ legA }: CallSoFar) => action('StopCallRecording', { CallId: legA });

function keyOf({ legA, transactionId }: CallSoFar, prefix = 'calls'): string {
  return `${prefix}/2026/01/05/2026-01-05-09-00-02-000_${transactionId}_${legA}.wav`;
}

/** The introduction takes 390 ms; these names are made of the moment at which the recording began. */
const atTwoSeconds = pause(2_000 - 390);

describeAction({
  type: 'StartCallRecording',
  parameters: (call) => start(call).Parameters,
  result: ({ legA, transactionId }) => {
    const key = `calls/2026/01/05/2026-01-05-09-00-00-390_${transactionId}_${legA}.wav`;
    return { CallRecordingDestination: { Type: 'S3', Location: `recordings-1/${key}` } };
  },
  ownEvent: false,
  interruptible: 'instant',
  answers: false,
  needsCallId: true,
  failures: [
    ['no CallId', { CallId: undefined }, ...BAD_START],
    ['another track', { Track: 'ALL' }, ...BAD_START],
    ['no destination', { Destination: undefined }, ...BAD_START],
    ['no bucket', { Destination: { Type: 'S3', Location: '/calls' } }, ...BAD_START],
  ],
});

for (const type of ['StopCallRecording', 'PauseCallRecording', 'ResumeCallRecording'] as const) {
  describe(type, () => {
    test('success', async () => {
      const { lab, call } = await perform('answered', (call) => [start(call), action(type, { CallId: call.legA })]);
      expect(JSON.stringify(lab.data(3))).toBe(JSON.stringify({ Type: type, Parameters: { CallId: call.legA } }));
    });

    test.each<[string, (call: CallSoFar) => object[]]>([
      ['a leg that is not recorded', (call) => [action(type, { CallId: call.legA })]],
      ['a recording that has stopped', (call) => [start(call), stop(call), action(type, { CallId: call.legA })]],
      ['no leg', (call) => [start(call), action(type, {})]],
      ['a leg of another call', (call) => [start(call), action(type, { CallId: 'elsewhere' })]],
    ])('fails: %s', async (_name, actions) => {
      const { lab, events } = await perform('answered', actions);
      expect(events).toEqual([`3 ACTION_FAILED ${type} InvalidActionParameter`]);
      expect(lab.data(3)).toMatchObject({ ErrorMessage: BAD_LEG[1] });
    });
  });
}

test.each([
  [false, ['3 ACTION_SUCCESSFUL Pause']],
  [true, ['3 ACTION_SUCCESSFUL StartCallRecording', '4 ACTION_SUCCESSFUL Pause']],
])('emitStartRecording %s', async (emitStartRecording, expected) => {
  const { events } = await perform('answered', (call) => [start(call), pause()], {
    options: { switches: { emitStartRecording } },
  });
  expect(events).toEqual(expected);
});

describe('the file', () => {
  async function recorded(
    more: object,
    then: (call: CallSoFar) => object[],
    meanwhile?: (lab: CallSoFar['lab']) => void,
  ) {
    const storage = new MemoryStorage();
    const actions = (call: CallSoFar) => [atTwoSeconds, start(call, more), ...then(call)];
    const { call, lab } = await perform('answered', actions, { options: { storage }, ...(meanwhile && { meanwhile }) });
    const entry = lab.entries('stored')[0];
    if (!entry) throw new Error('Nothing was stored');
    const file = await storage.find(entry.bucketName, entry.key);
    if (typeof file !== 'object') throw new Error(`There is no ${entry.key}`);
    return { call, entry, file, lab };
  }

  test('is written when the recording is stopped', async () => {
    const { call, entry, file } = await recorded({}, (call) => [pause(4_000), stop(call)]);
    expect(entry).toMatchObject({ bucketName: 'recordings-1', key: keyOf(call) });
    expect(readWav(file.body)).toEqual({ durationMs: 4_000, sampleRate: 8_000, channels: 2, bitsPerSample: 16 });
    expect(file.contentType).toBe('audio/wav');
    expect(file.metadata).toEqual({
      'transaction-id': call.transactionId,
      'call-id': call.legA,
      'recording-duration': '4',
      'recording-audio-file-format': 'audio/wav',
    });
  });

  test('is written when the leg ends, once', async () => {
    const { lab, file } = await recorded(
      {},
      () => [pause(60_000)],
      (lab) => void lab.clock.after(9_950 + 2_000 - 390, () => lab.caller.hangUp()),
    );
    expect(readWav(file.body)).toMatchObject({ durationMs: 10_000 });
    expect(lab.entries('stored')).toHaveLength(1);
  });

  test('is mono for a single track', async () => {
    const { file } = await recorded({ Track: 'INCOMING' }, (call) => [pause(), stop(call)]);
    expect(readWav(file.body)).toMatchObject({ channels: 1 });
  });

  test('has a folder of its own in a bucket without a prefix', async () => {
    const more = { Destination: { Type: 'S3', Location: 'recordings-1' } };
    const { call, entry } = await recorded(more, (call) => [pause(), stop(call)]);
    expect(entry.key).toBe(keyOf(call, 'Amazon-Chime-SMA-Call-Recordings'));
  });
});

test('a leg is recorded once: what was stopped does not start again', async () => {
  const { lab, events } = await perform('answered', (call) => [start(call), stop(call), start(call)]);
  expect(events).toEqual(['3 ACTION_FAILED StartCallRecording InvalidActionParameter']);
  expect(lab.data(3)).toMatchObject({ ErrorMessage: BAD_START[1] });
  expect(lab.diagnostics).toContain('recording-twice');
});

test('a bucket without access fails it with one combined string', async () => {
  const storage = { find: () => Promise.resolve('denied' as const), put: () => Promise.resolve('denied' as const) };
  const { lab, events } = await perform('answered', (call) => [start(call)], { options: { storage } });
  expect(events).toEqual([
    '3 ACTION_FAILED StartCallRecording NoAccessToDestination: Error while accessing destination',
  ]);
  expect(lab.data(3)).not.toHaveProperty('ErrorType');
});

test.each([
  ['is refused', () => Promise.resolve('denied' as const), /access denied/],
  ['breaks', () => Promise.reject(new Error('no network')), /no network/],
])('storing that %s at the end is found out', async (_name, put, message) => {
  const storage = { find: () => Promise.resolve(undefined), put };
  const { lab } = await perform('answered', (call) => [start(call)], {
    options: { storage },
    meanwhile: ({ caller }) => caller.hangUp(),
  });
  expect(lab.entries('diagnostic').find(({ code }) => code === 'recording-lost')?.message).toMatch(message);
});
