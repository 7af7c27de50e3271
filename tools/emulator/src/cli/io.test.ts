import { expect, test } from '@jest/globals';
import { mayColour } from './io.ts';
import { paint } from './paint.ts';

test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { NO_COLOR: '' }, true],
  [{ isTTY: true }, { NO_COLOR: '1' }, false],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
  [{}, {}, false],
])('colour on %j with %j: %s', (stream, env, allowed) => {
  expect(mayColour(stream, env)).toBe(allowed);
});

test('what is painted keeps its text', () => {
  expect(paint('error', 'no')).toBe('\u001b[31mno\u001b[39m');
  expect(paint('signal', 'ringing')).toBe('ringing');
});
