import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makePrompt, RATE } from '../scripts/prompts/prompt.ts';
import { resample } from '../scripts/prompts/resample.ts';
import { makeSound } from '../scripts/prompts/sounds.ts';
import { decodeWav, encodeWav } from '../scripts/prompts/wav.ts';

const assets = join(import.meta.dirname, '../../../services/sma-handler/assets');

/** How much of a sound is one frequency, from 0 to 1 (Goertzel). */
function share(samples: Float64Array, frequency: number, rate: number): number {
  let [real, imaginary, energy] = [0, 0, 0];
  samples.forEach((sample, index) => {
    real += sample * Math.cos((2 * Math.PI * frequency * index) / rate);
    imaginary += sample * Math.sin((2 * Math.PI * frequency * index) / rate);
    energy += sample * sample;
  });
  return (2 * (real ** 2 + imaginary ** 2)) / (samples.length * energy);
}

const sine = (frequency: number, rate: number, seconds = 0.1) =>
  Float64Array.from({ length: rate * seconds }, (_, index) => Math.sin((2 * Math.PI * frequency * index) / rate));

describe.each(readdirSync(assets))('the checked-in prompts in %s', (name) => {
  const folder = join(assets, name);
  const texts = JSON.parse(readFileSync(join(folder, 'prompts.json'), 'utf8')) as Record<string, string>;
  const files = readdirSync(folder).filter((file) => file.endsWith('.wav'));

  test('each has its text, and each text its file', () => {
    expect(files.sort()).toEqual(
      Object.keys(texts)
        .map((name) => `${name}.wav`)
        .sort(),
    );
  });

  test.each(files)('%s is 8 kHz 16-bit PCM, mono, and can be heard', (name) => {
    const file = readFileSync(join(folder, name));
    expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect({
      coding: file.readUInt16LE(20),
      channels: file.readUInt16LE(22),
      rate: file.readUInt32LE(24),
      bytesPerSecond: file.readUInt32LE(28),
      bits: file.readUInt16LE(34),
    }).toEqual({ coding: 1, channels: 1, rate: 8_000, bytesPerSecond: 16_000, bits: 16 });
    expect(file.toString('latin1', 36, 40)).toBe('data');
    expect(file.readUInt32LE(40)).toBe(file.length - 44);

    const { samples } = decodeWav(file);
    const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudness).toBeGreaterThan(0.03);
    expect(peak).toBeLessThan(0.99);
  });

  test('are small enough to be kept in the repository', () => {
    const total = files.reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
    expect(total).toBeLessThan(1024 * 1024);
  });

  test('the sounds are what their text says', () => {
    for (const [name, text] of Object.entries(texts)) {
      const samples = makeSound(text, RATE);
      if (!samples) continue;
      const file = readFileSync(join(folder, `${name}.wav`));
      expect({ name, same: file.equals(encodeWav({ rate: RATE, samples })) }).toEqual({ name, same: true });
    }
  });
});

describe('sounds', () => {
  test('a tone has its frequency and length', () => {
    const samples = makeSound('[tone 500 Hz, 400 ms]', RATE)!;
    expect(samples).toHaveLength(3_200);
    expect(share(samples, 500, RATE)).toBeGreaterThan(0.95);
  });

  test('a ringing tone rings, then is silent', () => {
    const samples = makeSound('[ringing tone 440 + 480 Hz, 2 s on, 4 s off]', RATE)!;
    const [on, off] = [samples.subarray(0, 16_000), samples.subarray(16_000)];
    expect(off).toEqual(new Float64Array(32_000));
    expect(share(on, 440, RATE)).toBeCloseTo(0.5, 1);
    expect(share(on, 480, RATE)).toBeCloseTo(0.5, 1);
  });

  test.each(['Welcome.', 'Press [1].'])('%s is spoken', (text) => {
    expect(makeSound(text, RATE)).toBeUndefined();
  });

  test.each(['[tone]', '[tone 500 Hz]', '[a song]'])('%s is refused', (text) => {
    expect(() => makeSound(text, RATE)).toThrow(`${text}: write [tone 500 Hz, 400 ms]`);
  });
});

describe('speech', () => {
  const speak = (samples: Float64Array) => makePrompt('Hello.', async () => ({ rate: 22_050, samples }));

  test('keeps its frequency and length at the lower rate', async () => {
    const { rate, samples } = resample({ rate: 22_050, samples: sine(1_000, 22_050) }, RATE);
    expect([rate, samples.length]).toEqual([8_000, 800]);
    expect(share(samples, 1_000, rate)).toBeGreaterThan(0.98);
  });

  test('loses what the lower rate cannot carry', () => {
    const { samples } = resample({ rate: 22_050, samples: sine(6_000, 22_050) }, RATE);
    expect(Math.max(...samples.subarray(200, -200))).toBeLessThan(0.01);
  });

  test('loses the silence around it and comes out at one level', async () => {
    const quiet = sine(500, 22_050).map((sample) => sample / 20);
    const { rate, samples } = decodeWav(
      await speak(Float64Array.from([...new Float64Array(2_205), ...quiet, ...new Float64Array(2_205)])),
    );
    expect(samples.length / rate).toBeCloseTo(0.2, 1);
    expect(Math.max(...samples)).toBeCloseTo(0.5, 2);
  });

  test('is refused when nothing is heard', async () => {
    await expect(speak(new Float64Array(2_205))).rejects.toThrow('nothing to hear');
  });

  test.each([
    ['no file at all', Buffer.from('hello, hello'), 'not a RIFF WAVE'],
    ['two channels', stereo(), '2 channels'],
    ['no data', encodeWav({ rate: 8_000, samples: new Float64Array() }).subarray(0, 36), 'no format or no data'],
  ])('a WAV is refused: %s', (_name, file, message) => {
    expect(() => decodeWav(file)).toThrow(message);
  });
});

function stereo(): Buffer {
  const file = encodeWav({ rate: 8_000, samples: sine(500, 8_000) });
  file.writeUInt16LE(2, 22);
  return file;
}
