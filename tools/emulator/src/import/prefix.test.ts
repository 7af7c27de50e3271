import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takePrefix } from './prefix.ts';

const ID = '0a1b2c3d-0000-4000-8000-00000000000a';
const STREAM = '2026/03/02/[$LATEST]0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a';
const TIME = Date.parse('2026-03-02T10:00:00.123Z');

test.each([
  [`2026-03-02T10:00:00.123Z\t${ID}\tINFO\thello`, { time: TIME, requestId: ID, level: 'INFO', rest: 'hello' }],
  [`[INFO]\t2026-03-02T10:00:00.123Z\t${ID}\thello\n`, { time: TIME, requestId: ID, level: 'INFO', rest: 'hello\n' }],
  [
    `2026-03-02T10:00:00.123000+00:00 ${STREAM} START RequestId: ${ID} Version: $LATEST`,
    { time: TIME, stream: STREAM, rest: `START RequestId: ${ID} Version: $LATEST` },
  ],
  ['2026-03-02 12:00:00.123 (+02:00)\tINFO\thello', { time: TIME, level: 'INFO', rest: 'hello' }],
  [`/aws/lambda/ivr ${STREAM} 2026-03-02T10:00:00.123Z   indented`, { time: TIME, stream: STREAM, rest: '  indented' }],
  [`2026-03-02T10:00:00.123Z\tundefined\tERROR\tUncaught`, { time: TIME, level: 'ERROR', rest: 'Uncaught' }],
  [`1772445600123 hello`, { time: TIME, rest: 'hello' }],
  ['\u001b[90m2026-03-02T10:00:00.123Z\t\u001b[39mhello', { time: TIME, rest: 'hello' }],
  ['INFORMATION desk', { rest: 'INFORMATION desk' }],
  ['', { rest: '' }],
])('%j', (line, expected) => {
  expect(takePrefix(line)).toEqual(expected);
});

test('what is left is always the end of the line', () => {
  const part = fc.constantFrom(
    '2026-03-02T10:00:00Z',
    ID,
    STREAM,
    'INFO',
    '[ERROR]',
    ' ',
    '\t',
    '{"a":1}',
    'x',
    '/aws/x',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join(' ')),
      ),
      (line) => {
        expect(line.endsWith(takePrefix(line).rest) || line.includes('\u001b')).toBe(true);
      },
    ),
  );
});
