import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sipHeaderText } from './sip-header-text.ts';

test.each([
  ['someone@example.com', 'someone@example.com'],
  ['Zoë <z@example.com>', 'Zo%C3%AB <z@example.com>'],
  ['100 %', '100 %25'],
  ['a\r\nX-Admin: yes', 'a%0D%0AX-Admin: yes'],
  ['\u0000\u007f', '%00%7F'],
  ['\ud800', '%EF%BF%BD'],
  ['', ''],
])('%j becomes %s', (text, value) => {
  expect(sipHeaderText(text)).toBe(value);
});

test('is printable ASCII, and can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(sipHeaderText(text)).toMatch(/^[ -~]*$/);
      expect(decodeURIComponent(sipHeaderText(text))).toBe(text.toWellFormed());
    }),
  );
});
