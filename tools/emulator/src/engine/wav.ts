const HEADER_BYTES = 44;
const SAMPLE_RATE = 8_000;
const BYTES_PER_SAMPLE = 2;
const PCM = 1;
/** A silent recording is cut at this length: nobody listens to it, and an hour would be 58 MB. */
const MAX_SILENCE_MS = 60_000;

export type WavInfo = { durationMs: number; sampleRate: number; channels: number; bitsPerSample: number };

/** Reads the header of a RIFF WAVE file; a problem is said in words that follow the file's name. */
export function readWav(bytes: Uint8Array): WavInfo | { problem: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (offset: number) => String.fromCharCode(...bytes.subarray(offset, offset + 4));
  if (bytes.length < HEADER_BYTES || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return { problem: 'is not a WAV file' };
  let format: Omit<WavInfo, 'durationMs'> | undefined;
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const size = view.getUint32(offset + 4, true);
    if (tag(offset) === 'fmt ' && size >= 16 && offset + 24 <= bytes.length) {
      const encoding = view.getUint16(offset + 8, true);
      if (encoding !== PCM) return { problem: `is not uncompressed PCM (format ${encoding})` };
      format = {
        channels: view.getUint16(offset + 10, true),
        sampleRate: view.getUint32(offset + 12, true),
        bitsPerSample: view.getUint16(offset + 22, true),
      };
    }
    if (tag(offset) === 'data' && format) {
      const data = Math.min(size, bytes.length - offset - 8);
      const bytesPerSecond = (format.sampleRate * format.channels * format.bitsPerSample) / 8;
      if (bytesPerSecond === 0) return { problem: 'has a header that makes no sense' };
      return { ...format, durationMs: Math.round((data * 1_000) / bytesPerSecond) };
    }
    offset += 8 + size + (size % 2);
  }
  return { problem: 'has no audio data' };
}

/** Silence as the service records: 8 kHz, 16-bit PCM. */
export function silentWav(durationMs: number, channels: 1 | 2 = 1): Uint8Array {
  const samples = Math.floor((Math.min(durationMs, MAX_SILENCE_MS) * SAMPLE_RATE) / 1_000);
  const size = samples * channels * BYTES_PER_SAMPLE;
  const bytes = new Uint8Array(HEADER_BYTES + size);
  const view = new DataView(bytes.buffer);
  const put = (offset: number, text: string) => bytes.set(new TextEncoder().encode(text), offset);
  put(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + size, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * channels * BYTES_PER_SAMPLE, true);
  view.setUint16(32, channels * BYTES_PER_SAMPLE, true);
  view.setUint16(34, 8 * BYTES_PER_SAMPLE, true);
  put(36, 'data');
  view.setUint32(40, size, true);
  return bytes;
}
