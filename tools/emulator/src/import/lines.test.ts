import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { linesOf } from './lines.ts';

async function read(chunks: readonly Uint8Array[], max?: number): Promise<(string | undefined)[]> {
  const lines: (string | undefined)[] = [];
  for await (const { number, text } of linesOf(Readable.from(chunks), max)) {
    lines.push(text);
    expect(number).toBe(lines.length);
  }
  return lines;
}

test('ends of lines, a byte order mark, no end at the end', async () => {
  expect(await read([Buffer.from('\ufeffone\r\ntwo\n\nthree')])).toEqual(['one', 'two', '', 'three']);
  expect(await read([Buffer.from('one\n')])).toEqual(['one']);
  expect(await read([])).toEqual([]);
});

test('a line that is too long is counted and not kept', async () => {
  expect(await read([Buffer.from(`a\n${'b'.repeat(11)}\nc\n`)], 10)).toEqual(['a', undefined, 'c']);
});

test('wherever the chunks are cut, the lines are the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat(40)), async (texts, cuts) => {
      const expected = texts.map((text) => text.replace(/[\r\n\ufeff]/g, ''));
      let rest = Buffer.from(expected.map((text) => `${text}\n`).join(''));
      const chunks: Buffer[] = [];
      for (const cut of cuts) {
        chunks.push(rest.subarray(0, cut));
        rest = rest.subarray(cut);
      }
      expect(await read([...chunks, rest])).toEqual(expected.map((text) => text.toWellFormed()));
    }),
  );
});
