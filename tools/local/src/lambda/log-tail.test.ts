import { expect, test } from '@jest/globals';
import { withLogTail } from './log-tail.ts';

function source() {
  const listeners = new Set<(line: string) => void>();
  return {
    print: (line: string) => listeners.forEach((listener) => listener(line)),
    listeners,
    listen: (listener: (line: string) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const decode = (base64: string) => Buffer.from(base64, 'base64').toString();

test('what is printed during the invocation, and a moment after, is its log', async () => {
  const lines = source();
  lines.print('before');
  const { result, logResult } = await withLogTail(lines, async () => {
    lines.print('hello');
    lines.print('(λ: echo) RequestId: 1  Duration: 2 ms');
    setImmediate(() => lines.print('late'));
    return 'done';
  });
  expect(result).toBe('done');
  expect(decode(logResult)).toBe('hello\nlate\n');
  expect(lines.listeners.size).toBe(0);
});

test('only the last 4 KB are given', async () => {
  const lines = source();
  const { logResult } = await withLogTail(lines, async () => {
    for (let line = 0; line < 1_000; line++) lines.print(`line ${line}`);
  });
  expect(decode(logResult)).toHaveLength(4_096);
  expect(decode(logResult)).toMatch(/line 999\n$/);
});

test('listening ends when the invocation fails', async () => {
  const lines = source();
  await expect(withLogTail(lines, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(lines.listeners.size).toBe(0);
});
