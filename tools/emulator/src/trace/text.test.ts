import { describe, expect, test } from '@jest/globals';
import { columns, fit } from './text.ts';
import { visible } from './visible.ts';

describe('visible', () => {
  test.each([
    ['colour', '\x1b[31mred', '\\x1b[31mred'],
    ['an operating system command', '\x1b]0;title\x07', '\\x1b]0;title\\x07'],
    ['an 8-bit control', '\x9b2J', '\\x9b2J'],
    ['line ends', 'a\r\nb\u2028c', 'a\\r\\nb\\u{2028}c'],
    ['a turn of direction', 'a\u202egnp', 'a\\u{202e}gnp'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['a hidden tag character', 'a\u{e0041}b', 'a\\u{e0041}b'],
    ['ordinary writing', 'Grüß Gott – 你好 👩‍💻', 'Grüß Gott – 你好 👩‍💻'],
  ])('%s', (_name, text, expected) => {
    expect(visible(text)).toBe(expected);
  });
});

describe('fit', () => {
  test.each([
    ['short', 'hello', 5, 'hello'],
    ['long', 'hello world', 8, 'hello w…'],
    ['a space before the cut', 'hello world', 7, 'hello…'],
    ['wide characters', '你好世界', 5, '你好…'],
    ['right-to-left writing', 'שלום', 10, '\u2068שלום\u2069'],
    ['nothing', 'hello', 0, ''],
  ])('%s', (_name, text, width, expected) => {
    const cut = fit(text, width);
    expect(cut).toBe(expected);
    expect(columns(cut)).toBeLessThanOrEqual(width);
  });
});
