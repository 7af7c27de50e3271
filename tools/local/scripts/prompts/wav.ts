/** Sound in one channel: samples from -1 to 1. */
export interface Sound {
  /** Samples a second. */
  rate: number;
  samples: Float64Array;
}

const HEADER = 44;

/** A RIFF file of 16-bit PCM, mono: what PSTN Audio plays. */
export function encodeWav({ rate, samples }: Sound): Buffer {
  const size = samples.length * 2;
  const file = Buffer.alloc(HEADER + size);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(HEADER - 8 + size, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(size, 40);
  samples.forEach((sample, index) =>
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), HEADER + index * 2),
  );
  return file;
}

/** Reads 16-bit mono PCM. A data chunk of unknown length, as a program writes to a pipe, ends with the file. */
export function decodeWav(file: Buffer): Sound {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('This is not a RIFF WAVE file.');
  let rate: number | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const id = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    if (id === 'fmt ') rate = readFormat(file.subarray(at + 8));
    if (id === 'data' && rate)
      return { rate, samples: decodePcm(file.subarray(at + 8, Math.min(file.length, at + 8 + size))) };
    at += 8 + size + (size % 2);
  }
  throw new Error('This file has no format or no data.');
}

/** Little-endian 16-bit samples. */
export function decodePcm(bytes: Buffer): Float64Array {
  return Float64Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readInt16LE(index * 2) / 32_768);
}

function readFormat(chunk: Buffer): number {
  const [coding, channels, rate, bits] = [
    chunk.readUInt16LE(0),
    chunk.readUInt16LE(2),
    chunk.readUInt32LE(4),
    chunk.readUInt16LE(14),
  ];
  if (coding !== 1 || channels !== 1 || bits !== 16) {
    throw new Error(`Coding ${coding}, ${channels} channels, ${bits} bits: 16-bit PCM in one channel is needed.`);
  }
  return rate;
}
