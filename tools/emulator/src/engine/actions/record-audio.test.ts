import { describe, expect, test } from '@jest/globals';
import { pause, record } from '../../../test/support/actions.ts';
import { type CallSoFar, describeAction, perform } from '../../../test/support/describe-action.ts';
import { MemoryStorage } from '../../storage/memory.ts';
import { readWav } from '../wav.ts';

const invalid = (field: string) => ['InvalidActionParameter', `${field} parameter value is invalid.`] as const;
const KEY = /^voicemail\/2026-01-05-09-00-\d\d-\d{3}_[0-9a-f-]{36}_[0-9a-f-]{36}\.wav$/;

function stored({ lab }: CallSoFar) {
  return lab.entries('stored')[0]!;
}

describeAction({
  type: 'RecordAudio',
  parameters: () => record().Parameters,
  result: (call) => ({
    RecordingDestination: { Type: 'S3', BucketName: 'recordings-1', Key: stored(call).key },
  }),
  ownEvent: true,
  interruptible: true,
  answers: true,
  onHangup: 'ACTION_SUCCESSFUL',
  numeric: { DurationInSeconds: 5, SilenceDurationInSeconds: 3, SilenceThreshold: 100 },
  failures: [
    ['no length', { DurationInSeconds: 0 }, ...invalid('DurationInSeconds')],
    ['silence too long', { SilenceDurationInSeconds: 1_001 }, ...invalid('SilenceDurationInSeconds')],
    ['a threshold too high', { SilenceThreshold: 1_001 }, ...invalid('SilenceThreshold')],
    ['no destination', { RecordingDestination: undefined }, ...invalid('RecordingDestination')],
    ['no terminators', { RecordingTerminators: undefined }, ...invalid('RecordingTerminators')],
    [
      'a prefix too long',
      { RecordingDestination: { Type: 'S3', BucketName: 'recordings-1', Prefix: 'a'.repeat(980) } },
      ...invalid('RecordingDestination'),
    ],
  ],
});

async function recording(
  parameters: object,
  meanwhile: (lab: CallSoFar['lab']) => void | Promise<void> = () => undefined,
) {
  const storage = new MemoryStorage();
  const { lab, call } = await perform('answered', () => [record({ ...parameters })], {
    options: { storage },
    meanwhile,
  });
  const entry = stored(call);
  const file = await storage.find('recordings-1', entry.key);
  if (typeof file !== 'object') throw new Error('Nothing was stored');
  return { lab, call, entry, file, data: lab.data(3) };
}

describe('the file', () => {
  test('is 8 kHz 16-bit mono, under the prefix as it is, with what was said', async () => {
    const { entry, file, call } = await recording({}, ({ caller }) => caller.say('Call me back.'));
    expect(entry.key).toMatch(KEY);
    expect(entry.key).toContain(`_${call.transactionId}_${call.legA}.wav`);
    expect(readWav(file.body)).toEqual({ durationMs: 10_000, sampleRate: 8_000, channels: 1, bitsPerSample: 16 });
    expect(file.contentType).toBe('audio/wav');
    expect(Object.values(file.metadata ?? {})).toContain(encodeURIComponent('Call me back.'));
    expect(entry.transcript).toBe('Call me back.');
  });

  test('is at the root of the bucket without a prefix', async () => {
    const { entry } = await recording({ RecordingDestination: { Type: 'S3', BucketName: 'recordings-1' } });
    expect(entry.key).toMatch(/^2026-/);
  });

  test('that can not be stored fails the action', async () => {
    const storage = { find: () => Promise.resolve(undefined), put: () => Promise.resolve('denied' as const) };
    const { lab, events } = await perform('answered', () => [record()], { options: { storage } });
    expect(events).toEqual(['3 ACTION_FAILED RecordAudio InvalidActionParameter']);
    expect(lab.data(3)['ErrorMessage']).toBe('Error occurred while uploading recording to S3 bucket.');
  });
});

describe('what ends it', () => {
  test('its length', async () => {
    const { file, data } = await recording({ DurationInSeconds: 3 });
    expect(readWav(file.body)).toMatchObject({ durationMs: 3_000 });
    expect(data).not.toHaveProperty('RecordingTerminatorUsed');
  });

  test('a terminator, which is told', async () => {
    const { file, data } = await recording({ RecordingTerminators: ['#', '*'] }, async (lab) => {
      await lab.settle(1_950);
      lab.caller.press('*');
    });
    expect(readWav(file.body)).toMatchObject({ durationMs: 2_000 });
    expect(Object.keys(data)).toEqual(['RecordingDestination', 'RecordingTerminatorUsed', 'Type', 'Parameters']);
    expect(data['RecordingTerminatorUsed']).toBe('*');
  });

  test('no other key', async () => {
    const { file } = await recording({}, ({ caller }) => caller.press('1'));
    expect(readWav(file.body)).toMatchObject({ durationMs: 10_000 });
  });

  test('silence', async () => {
    const { file } = await recording({ DurationInSeconds: 60, SilenceDurationInSeconds: 3 }, async (lab) => {
      await lab.settle(1_950);
      lab.caller.say('Hello?');
    });
    expect(readWav(file.body)).toMatchObject({ durationMs: 2_000 + 390 + 3_000 });
  });
});

test('a caller who hangs up has left his message: the file is stored, then HANGUP follows', async () => {
  const { lab, data, file } = await recording({}, async ({ caller, settle }) => {
    caller.say('I have to go.');
    await settle(4_950);
    caller.hangUp();
  });
  expect(lab.events.slice(2)).toEqual(['3 ACTION_SUCCESSFUL RecordAudio', '4 HANGUP LEG-A 0']);
  expect(data).toHaveProperty('RecordingDestination');
  expect(readWav(file.body)).toMatchObject({ durationMs: 5_000 });
  expect(lab.engine.transactions.size).toBe(0);
});

test('hanging up while the file is on its way does not lose it', async () => {
  let release: (result: 'stored') => void = () => undefined;
  const storage = {
    find: () => Promise.resolve(undefined),
    put: () => new Promise<'stored'>((resolve) => (release = resolve)),
  };
  const { lab, events } = await perform('answered', () => [record()], {
    options: { storage },
    meanwhile: async (lab) => {
      lab.caller.press('#');
      lab.caller.hangUp();
      release('stored');
      await lab.settle(1);
    },
  });
  expect(events).toEqual(['3 ACTION_SUCCESSFUL RecordAudio', '4 HANGUP LEG-A 0']);
  expect(lab.data(3)['RecordingTerminatorUsed']).toBe('#');
});

test('each leg of a bridge is recorded by itself', async () => {
  const { lab } = await perform('bridged', () => [record({ ParticipantTag: 'LEG-B' })], {
    meanwhile: ({ caller, farEnd }) => {
      caller.say('Mine.');
      farEnd.say('Theirs.');
    },
  });
  expect(lab.entries('stored')).toMatchObject([{ transcript: 'Theirs.' }]);
});

test('an update that interrupts it stores nothing', async () => {
  const { lab } = await perform('answered', () => [record()], {
    meanwhile: (lab) => lab.updateNow(),
    then: [[pause(100)]],
  });
  expect(lab.entries('stored')).toEqual([]);
});

test('without a length it ends by a terminator', async () => {
  const { lab, events } = await perform('answered', () => [record({ DurationInSeconds: undefined })], {
    meanwhile: async (lab) => {
      await lab.settle(600_000);
      lab.caller.press('#');
    },
  });
  expect(events).toEqual(['3 ACTION_SUCCESSFUL RecordAudio']);
  expect(lab.entries('stored')).toHaveLength(1);
});
