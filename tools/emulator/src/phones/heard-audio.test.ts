import { expect, test } from '@jest/globals';
import type { SmaEvent } from '@patchbay/sma';
import { action, hangUp, play, wav } from '../../test/support/actions.ts';
import { createLab, inbound, SERVICE } from '../../test/support/lab.ts';
import { textMetadata } from '../engine/audio-metadata.ts';
import { silentWav } from '../engine/wav.ts';
import { MemoryStorage } from '../storage/memory.ts';
import { ladder } from '../trace/ladder.ts';

const MENU = 'For a recording, press 1.';

function storage() {
  const file = { body: silentWav(1_000), contentType: 'audio/wav' };
  return new MemoryStorage({
    'prompts-1': {
      'welcome.wav': file,
      'menu.wav': { ...file, metadata: textMetadata(MENU) },
      'beep.wav': { ...file, metadata: textMetadata('[tone 500 Hz]') },
    },
  });
}

test('an audio prompt is heard by its name and by what it says', async () => {
  const lab = createLab([[play('welcome.wav'), play('beep.wav'), play('menu.wav'), hangUp()]], { storage: storage() });
  lab.caller.dial(SERVICE);
  await lab.caller.hears('welcome.wav');
  await lab.caller.hears('[audio beep.wav]');
  expect(await lab.caller.hears(/press 1/)).toBe(`[audio menu.wav] ${MENU}`);
  await lab.settle();
  expect(lab.caller.heard).toEqual([
    '[audio welcome.wav]',
    '[audio beep.wav] [tone 500 Hz]',
    `[audio menu.wav] ${MENU}`,
  ]);
  const drawn = ladder(lab.call(lab.transactionId)!);
  expect(drawn).toContain('│ [audio welcome.wav]   ');
  expect(drawn).toContain('│ [audio beep.wav] [tone 500 Hz]   ');
  expect(drawn).toContain(`│ [audio menu.wav] "${MENU}"   `);
});

test('a recording is heard as what was said when it was made', async () => {
  const record = action('RecordAudio', {
    SilenceDurationInSeconds: 2,
    RecordingTerminators: ['#'],
    RecordingDestination: { Type: 'S3', BucketName: 'prompts-1', Prefix: 'said/' },
  });
  const playBack = (event: SmaEvent) => {
    const { RecordingDestination } = (event as unknown as { ActionData: { RecordingDestination: { Key: string } } })
      .ActionData;
    return [action('PlayAudio', { AudioSource: wav(RecordingDestination.Key) }), hangUp()];
  };
  const lab = createLab([[record], playBack], { storage: storage() });
  lab.caller.dial(SERVICE);
  await lab.caller.isConnected();
  lab.caller.say('Call me tomorrow');
  await lab.settle();
  expect(lab.caller.heard).toEqual([expect.stringMatching(/^\[audio said\/.+\.wav\] Call me tomorrow$/)]);
});

test('of a bucket that nobody configured only the name is heard', async () => {
  const lab = await inbound([[play('menu.wav'), hangUp()]]);
  expect(lab.caller.heard).toEqual(['[audio menu.wav]']);
});
