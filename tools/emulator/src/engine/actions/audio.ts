import type { S3Object } from '@patchbay/sma';
import { wordsOf } from '../audio-metadata.ts';
import type { Audio, StoredObject } from '../ports.ts';
import { readWav } from '../wav.ts';
import type { Run } from './run.ts';

const MAX_BYTES = 50 * 1024 * 1024;

/**
 * Finds an audio file and checks it as the service does: uncompressed PCM, at most 50 MB, Content-Type audio/wav. In a
 * bucket that nobody configured it is assumed to be there. Otherwise the action fails with `errorMessage`.
 */
export function withAudio(
  run: Run,
  source: S3Object,
  then: (audio: Audio) => void,
  errorMessage = 'Audio Source parameter value is invalid.',
): void {
  const { BucketName: bucketName, Key: key } = source;
  run.ask(run.ports.storage.find(bucketName, key), (found) => {
    if (found === undefined) {
      run.transaction.diagnose(
        'audio-assumed',
        `${key} in ${bucketName} was not looked for: no such bucket is configured.`,
      );
      then({ type: 'audio', bucketName, key });
      return;
    }
    const checked = check(run, found, `${key} in ${bucketName}`);
    if (checked === undefined) run.fail('InvalidAudioSource', errorMessage);
    else then({ type: 'audio', bucketName, key, ...checked });
  });
}

/** Undefined when the service would not play it. */
function check(
  run: Run,
  found: StoredObject | 'missing' | 'denied',
  name: string,
): Pick<Audio, 'durationMs' | 'text'> | undefined {
  if (found === 'missing' || found === 'denied') {
    run.transaction.diagnose(
      'audio-missing',
      `${name}: ${found === 'missing' ? 'there is no such object' : 'access denied'}.`,
    );
    return undefined;
  }
  if (found.contentType?.split(';')[0]?.trim().toLowerCase() !== 'audio/wav') {
    run.transaction.diagnose(
      'audio-content-type',
      `${name} has the Content-Type ${found.contentType ?? 'none'}; the service plays only audio/wav.`,
    );
    return undefined;
  }
  const wav = readWav(found.body);
  if ('problem' in wav || found.body.length > MAX_BYTES) {
    const problem = 'problem' in wav ? wav.problem : `is larger than ${MAX_BYTES} bytes`;
    run.transaction.diagnose('audio-format', `${name} ${problem}.`);
    return undefined;
  }
  const text = wordsOf(found);
  return { durationMs: wav.durationMs, ...(text !== undefined && { text }) };
}
