import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeSsml, isWellFormedSsml, sayAs, shorten, ssml } from './ssml.ts';

fc.configureGlobal({ seed: 1 });

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescape = (text: string) => text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '?');
/** Any text, markup and broken markup included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('</speak>', '<break/>', '&amp;', '<![CDATA[x]]>', '&#38;', '"><audio src="x"/>', '\u0000', '\ud800'),
);

describe('ssml', () => {
  test('escapes what is interpolated and keeps what is written', () => {
    const name = '<b>Ada & "Bob"</b>';

    expect(ssml`Hello, <emphasis>${name}</emphasis>!`.toString()).toBe(
      '<speak>Hello, <emphasis>&lt;b&gt;Ada &amp; &quot;Bob&quot;&lt;/b&gt;</emphasis>!</speak>',
    );
  });

  test('lets nested markup through', () => {
    const menu = ssml`press ${sayAs.digits(1)}`;

    expect(ssml`Please ${menu}.`.toString()).toBe(
      '<speak>Please press <say-as interpret-as="digits">1</say-as>.</speak>',
    );
  });

  test('is well-formed whatever is interpolated, and says it', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        const { body } = ssml`${one}<break/>${sayAs.telephone(two)}`;
        const [before, after] = body.split('<break/>');

        expect(isWellFormedSsml(`<speak>${body}</speak>`)).toBe(true);
        expect(unescape(before ?? '')).toBe(unescape(escapeSsml(one)));
        expect(after).toContain(escapeSsml(two));
      }),
    );
  });
});

describe('escapeSsml', () => {
  test('is undone by a reader of XML, for every text that XML can hold', () => {
    const writable = fc.string({ unit: 'grapheme' });

    fc.assert(fc.property(writable, (text) => unescape(escapeSsml(text)) === text));
  });

  test.each([
    ['a\u0000b\u001bc', 'abc'],
    ['line\nbreak\ttab', 'line\nbreak\ttab'],
    ['half \ud83d a face', 'half  a face'],
    ['a whole \u{1f600} face', 'a whole \u{1f600} face'],
    ['\ufffe', ''],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeSsml(text)).toBe(escaped);
  });
});

test.each([
  [sayAs.telephone('+12065550100'), 'telephone', '+12065550100'],
  [sayAs.digits('0042'), 'digits', '0042'],
  [sayAs.characters('A&B'), 'characters', 'A&amp;B'],
])('sayAs: %#', (made, how, text) => {
  expect(made.body).toBe(`<say-as interpret-as="${how}">${text}</say-as>`);
});

describe('shorten', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly 10', 10, 'exactly 10'],
    ['more than ten', 10, 'more than…'],
    ['\u{1f600}\u{1f600}\u{1f600}', 4, '\u{1f600}…'],
  ])('%j to %i is %j', (text, length, short) => {
    expect(shorten(text, length)).toBe(short);
  });

  test('is never longer than asked, nor cuts a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        const short = shorten(text, length);

        expect(short.length).toBeLessThanOrEqual(length);
        expect(short.isWellFormed()).toBe(text.isWellFormed());
      }),
    );
  });
});

test.each([
  ['<speak>a</speak>', true],
  ['<speak>a<break time="1s"/>b</speak>', true],
  ["<speak version='1.1'>a &lt; b &#38; &#x26;</speak>", true],
  [' <speak>a</speak>\n', true],
  ['a', false],
  ['<speak>a', false],
  ['a<speak>b</speak>', false],
  ['<speak>a</speak><speak>b</speak>', false],
  ['<p>a</p>', false],
  ['<speak><p>a</speak></p>', false],
  ['<speak>a & b</speak>', false],
  ['<speak>1 < 2</speak>', false],
  ['<speak>&nbsp;</speak>', false],
  ['<speak/>', true],
  ['</speak>', false],
  ['', false],
])('isWellFormedSsml(%j) is %j', (text, wellFormed) => {
  expect(isWellFormedSsml(text)).toBe(wellFormed);
});
