import { expect, test } from '@jest/globals';
import { responseOf } from './result.ts';

const returned = (answer: unknown) => {
  const { status, headers, body } = responseOf({ kind: 'returned', payload: JSON.stringify(answer) ?? '' });
  return { status, headers, body: body.toString() };
};
const json = { 'content-type': 'application/json' };
const failed = { status: 500, headers: json, body: '{"message":"Internal Server Error"}' };

test('an object with a status code is the response', () => {
  const headers = { 'Content-Type': 'application/problem+json', 'X-Count': 3, 'Content-Length': '999' };
  expect(returned({ statusCode: 404, headers, cookies: ['a=1', 'b=2'], body: '{}' })).toEqual({
    status: 404,
    headers: { 'content-type': 'application/problem+json', 'x-count': '3', 'set-cookie': ['a=1', 'b=2'] },
    body: '{}',
  });
});

test('without a type, its body is plain text', () => {
  const plain = { status: 200, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body: 'hi' };
  expect(returned({ statusCode: 200, body: 'hi' })).toEqual(plain);
  expect(returned({ statusCode: '200', headers: null, body: 'aGk=', isBase64Encoded: true })).toEqual(plain);
  expect(returned({ statusCode: 204 })).toEqual({ status: 204, headers: {}, body: '' });
});

test.each<[unknown, string]>([
  [{ calls: [] }, '{"calls":[]}'],
  [[1, 2], '[1,2]'],
  ['Hello', 'Hello'],
  [7, '7'],
  [undefined, 'null'],
])('%j is the body of a response', (answer, body) => {
  expect(returned(answer)).toEqual({ status: 200, headers: json, body });
});

test.each([
  { statusCode: 200, body: { not: 'a text' } },
  { statusCode: 'fine' },
  { statusCode: 99 },
  { statusCode: 200, headers: { a: ['b'] } },
  { statusCode: 200, cookies: 'a=1' },
])('%j is malformed', (answer) => {
  expect(returned(answer)).toEqual(failed);
});

test.each([
  { kind: 'returned', payload: '{' } as const,
  { kind: 'failed', errorType: 'RangeError', errorMessage: 'secret' } as const,
  { kind: 'unreachable', message: 'no such function' } as const,
])('$kind is an error without details', (result) => {
  const { status, headers, body } = responseOf(result);
  expect({ status, headers, body: body.toString() }).toEqual(failed);
});
