import type { StoredObject } from '@patchbay/emulator';

/** The user metadata in which whoever stored a recording says what was said in it, percent-encoded UTF-8. */
export const TRANSCRIPT_METADATA = 'patchbay-transcript';

/** What was said, where the recording says so. */
export function spokenText({ metadata }: StoredObject): string | undefined {
  const encoded = metadata?.[TRANSCRIPT_METADATA];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}

const PREAMBLE = 12;

/** Length of a WAV in seconds; undefined for anything else. */
export function wavSeconds(body: Uint8Array): number | undefined {
  const view = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (view.length < PREAMBLE || view.toString('latin1', 0, 4) !== 'RIFF' || view.toString('latin1', 8, 12) !== 'WAVE')
    return undefined;
  let bytesPerSecond = 0;
  for (let at = PREAMBLE; at + 8 <= view.length;) {
    const id = view.toString('latin1', at, at + 4);
    const size = view.readUInt32LE(at + 4);
    if (id === 'fmt ' && at + 20 <= view.length) bytesPerSecond = view.readUInt32LE(at + 16);
    if (id === 'data') return bytesPerSecond > 0 ? Math.min(size, view.length - at - 8) / bytesPerSecond : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}
