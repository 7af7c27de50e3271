import { expect, test } from '@jest/globals';
import { served } from './served.ts';

const each = (name: string) => ({ key: name, name, events: [] });
const rows = (functions: string[], leftOut: string[]) =>
  served({
    description: {
      ...{ service: 'calls', stage: 'dev', region: 'us-east-1', resources: {} },
      functions: functions.map(each),
      leftOut: leftOut.map(each),
    },
    lambdaEndpoint: 'http://127.0.0.1:1',
  });

test('functions, where they are', () => {
  expect(rows(['a', 'b'], [])).toEqual([['calls', 'http://127.0.0.1:1', 'a, b']]);
});

test('functions that can not run here, why, and what to do', () => {
  const off = ['calls', '', expect.stringMatching(/^b: off, since there is no Python .*npm run python/)];
  expect(rows(['a'], ['b'])).toEqual([['calls', 'http://127.0.0.1:1', 'a'], off]);
  expect(rows([], ['b'])).toEqual([off]);
});

test('nothing to invoke', () => {
  expect(rows([], [])).toEqual([['calls', '', 'tables and buckets only']]);
});
