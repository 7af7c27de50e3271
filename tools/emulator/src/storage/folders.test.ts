import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../engine/ports.ts';
import { folderStorage } from './folders.ts';
import { MemoryStorage } from './memory.ts';

let folder: string;
let storage: Storage;
const body = new TextEncoder().encode('RIFF');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
  await writeFile(join(folder, 'hello.wav'), body);
  await writeFile(join(folder, 'hello.mp3'), body);
  await writeFile(join(folder, 'raw'), body);
  await writeFile(join(folder, 'menu.wav'), body);
  await writeFile(join(folder, 'prompts.json'), JSON.stringify({ menu: 'Für Deutsch, 1', raw: 'no', beep: 1 }));
  storage = folderStorage(
    { prompts: { folder }, odd: { folder, contentTypes: { wav: 'text/plain', '*': 'audio/wav' } } },
    new MemoryStorage(),
  );
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['prompts', 'hello.wav', 'audio/wav'],
  ['prompts', 'hello.mp3', 'audio/mpeg'],
  ['prompts', 'raw', 'binary/octet-stream'],
  ['odd', 'hello.wav', 'text/plain'],
  ['odd', 'raw', 'audio/wav'],
])('%s/%s is %s', async (bucket, key, contentType) => {
  expect(await storage.find(bucket, key)).toEqual({ body, contentType });
});

test('what a WAV file says is in the prompts.json beside it', async () => {
  const metadata = { 'patchbay-text': 'F%C3%BCr%20Deutsch%2C%201' };
  expect(await storage.find('prompts', 'menu.wav')).toEqual({ body, contentType: 'audio/wav', metadata });
});

test.each(['{', '[]', 'null', '"hello"', '{ "hello": 1 }', '{ "hello": "" }'])(
  'a prompts.json that is %s tells nothing',
  async (content) => {
    await storage.put('prompts', 'sub/hello.wav', { body });
    await writeFile(join(folder, 'sub/prompts.json'), content);
    expect(await storage.find('prompts', 'sub/hello.wav')).toEqual({ body, contentType: 'audio/wav' });
  },
);

test('what a recording was stored with is found again', async () => {
  const metadata = { 'patchbay-transcript': 'Hello' };
  await storage.put('prompts', 'said.wav', { body, metadata });
  expect(await storage.find('prompts', 'said.wav')).toEqual({ body, contentType: 'audio/wav', metadata });
});

test.each(['none.wav', '../hello.wav', '..', '', 'a\0b'])('%j is missing', async (key) => {
  expect(await storage.find('prompts', key)).toBe('missing');
});

test('another bucket is not looked at', async () => {
  expect(await storage.find('elsewhere', 'x.wav')).toBeUndefined();
});

test('what is stored is written to the folder, and found again', async () => {
  expect(await storage.put('prompts', 'calls/2026/a.wav', { body })).toBe('stored');
  expect(await readFile(join(folder, 'calls/2026/a.wav'), 'utf8')).toBe('RIFF');
  expect(await storage.find('prompts', 'calls/2026/a.wav')).toMatchObject({ contentType: 'audio/wav' });
});

test('nothing is written outside of the folder', async () => {
  expect(await storage.put('prompts', '../a.wav', { body })).toBe('denied');
});
