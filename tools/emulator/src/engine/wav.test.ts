import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readWav, silentWav } from './wav.ts';

test.each([
  [0, 1],
  [1_000, 1],
  [1_234, 2],
] as const)('%i ms of silence in %i channels can be read again', (durationMs, channels) => {
  expect(readWav(silentWav(durationMs, channels))).toEqual({
    durationMs,
    sampleRate: 8_000,
    channels,
    bitsPerSample: 16,
  });
});

test('silence is at most a minute', () => {
  expect(readWav(silentWav(3_600_000))).toMatchObject({ durationMs: 60_000 });
});

describe('a file that is no such file', () => {
  const changed = (offset: number, ...bytes: number[]) => {
    const wav = silentWav(10);
    wav.set(bytes, offset);
    return wav;
  };

  test.each([
    ['empty', new Uint8Array(), 'is not a WAV file'],
    ['too short', silentWav(0).subarray(0, 43), 'is not a WAV file'],
    ['another RIFF', changed(8, 65, 86, 73, 32), 'is not a WAV file'],
    ['µ-law', changed(20, 7), 'is not uncompressed PCM (format 7)'],
    ['no channels', changed(22, 0), 'has a header that makes no sense'],
    ['no data', changed(36, 120), 'has no audio data'],
  ])('%s', (_name, bytes, problem) => {
    expect(readWav(bytes)).toEqual({ problem });
  });

  test('is never read beyond its end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(100), (noise, at) => {
        const wav = silentWav(5);
        wav.set(noise.subarray(0, Math.max(0, wav.length - at)), Math.min(at, wav.length - noise.length));
        expect(() => readWav(wav)).not.toThrow();
      }),
    );
  });
});

test('other chunks are passed over', () => {
  const wav = silentWav(10);
  const list = new TextEncoder().encode('LIST\u0003\u0000\u0000\u0000abc\u0000');
  const bytes = new Uint8Array(wav.length + list.length);
  bytes.set(wav.subarray(0, 36));
  bytes.set(list, 36);
  bytes.set(wav.subarray(36), 36 + list.length);
  expect(readWav(bytes)).toMatchObject({ durationMs: 10 });
});
