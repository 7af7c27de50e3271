import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { decodeWav, type Sound } from './wav.ts';

const run = promisify(execFile);

/** Words a minute: brisk, so that the files of a menu stay small. */
const SPEED = '200';

/** Speaks with the espeak-ng of this machine, in American English. */
export async function speakWithEspeak(text: string): Promise<Sound> {
  try {
    const { stdout } = await run('espeak-ng', ['-v', 'en-us', '-s', SPEED, '--stdout', text], {
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    });
    return decodeWav(stdout);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
    throw new Error('espeak-ng is not installed: apt-get install espeak-ng, brew install espeak-ng, or use --polly.', {
      cause,
    });
  }
}
