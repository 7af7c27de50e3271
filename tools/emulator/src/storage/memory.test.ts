import { expect, test } from '@jest/globals';
import { MemoryStorage } from './memory.ts';

const greeting = { body: new Uint8Array([1, 2, 3]), contentType: 'audio/wav' };

test('an object that was given is found', async () => {
  const storage = new MemoryStorage({ 'prompts-1': { 'hello.wav': greeting } });
  expect(await storage.find('prompts-1', 'hello.wav')).toBe(greeting);
});

test('an object that a known bucket lacks is missing', async () => {
  const storage = new MemoryStorage({ 'prompts-1': {} });
  expect(await storage.find('prompts-1', 'hello.wav')).toBe('missing');
});

test('a bucket that nobody gave is not looked into', async () => {
  expect(await new MemoryStorage().find('elsewhere', 'hello.wav')).toBeUndefined();
});

test('what is stored can be read, and does not make its bucket a known one', async () => {
  const storage = new MemoryStorage();
  expect(await storage.put('recordings-1', 'call.wav', greeting)).toBe('stored');
  expect(await storage.find('recordings-1', 'call.wav')).toBe(greeting);
  expect(await storage.find('recordings-1', 'hello.wav')).toBeUndefined();
});
