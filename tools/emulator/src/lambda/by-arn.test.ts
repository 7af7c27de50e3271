import { expect, test } from '@jest/globals';
import { invokeRequest } from '../../test/support/invoke-request.ts';
import { byArn } from './by-arn.ts';
import { inProcess } from './in-process.ts';

const arn = 'arn:aws:lambda:us-east-1:111122223333:function:ivr';
const saying = (name: string) => inProcess(() => name);

test.each([
  [arn, '"ivr"'],
  [`${arn}:live`, '"live"'],
  [`${arn}:7`, '"ivr"'],
  ['arn:aws:lambda:us-east-1:111122223333:function:other', '"fallback"'],
])('%s is %s', async (functionArn, payload) => {
  const functions = byArn({ [arn]: saying('ivr'), [`${arn}:live`]: saying('live') }, saying('fallback'));
  expect(await functions.invoke(invokeRequest({ functionArn }))).toMatchObject({ kind: 'returned', payload });
});

test('an unknown function is not found', async () => {
  expect(await byArn({}).invoke(invokeRequest({ functionArn: arn }))).toEqual({
    kind: 'refused',
    reason: 'not-found',
    message: `Function not found: ${arn}`,
    durationMs: 0,
  });
});
