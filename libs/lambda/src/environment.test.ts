import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { ConfigurationError, readEnvironment } from './environment.ts';

const schema = z.object({
  LOG_LEVEL: z.enum(['DEBUG', 'INFO'], 'must be DEBUG or INFO'),
  TABLE: z.string('must be a name').check(z.minLength(3, 'must have at least 3 letters')),
  LIMIT: z.optional(z.string()),
});

test('gives what is there', () => {
  expect(readEnvironment(schema, { LOG_LEVEL: 'INFO', TABLE: 'calls', OTHER: 'x' })).toEqual({
    LOG_LEVEL: 'INFO',
    TABLE: 'calls',
  });
});

test.each([
  [{ TABLE: 'calls' }, 'Environment variables: LOG_LEVEL is missing'],
  [
    { LOG_LEVEL: 'hunter2', TABLE: 'x' },
    'Environment variables: LOG_LEVEL must be DEBUG or INFO; TABLE must have at least 3 letters',
  ],
])('names everything that is wrong with %j, but no value', (environment, message) => {
  expect(() => readEnvironment(schema, environment)).toThrow(new ConfigurationError(message));
});
