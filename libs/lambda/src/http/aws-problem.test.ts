import { expect, test } from '@jest/globals';
import { awsProblem } from './aws-problem.ts';

test.each([
  ['throttled', 503, 'throttled', '1'],
  ['quota', 503, 'all-lines-busy', '15'],
  ['forbidden', 502, 'aws-forbidden', undefined],
  ['unknown', 502, 'aws-unknown', undefined],
])('%s is answered with %i %s', (reason, status, code, retryAfter) => {
  const cause = new Error('secret of the account');
  const { problem, headers, cause: kept } = awsProblem('call', { reason, message: 'Name: secret', cause });
  expect(problem).toMatchObject({ status, code, step: 'call', detail: expect.stringMatching(/^[A-Z].*\.$/) });
  expect(headers['retry-after']).toBe(retryAfter);
  expect(kept).toBe(cause);
  expect(JSON.stringify(problem)).not.toContain('secret');
});

test('what was thrown and is no error is told by its message, for the log', () => {
  const { cause } = awsProblem('call', { reason: 'unknown', message: 'Error: no answer', cause: undefined });
  expect(cause).toMatchObject({ message: 'Error: no answer' });
});
