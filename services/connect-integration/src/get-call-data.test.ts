import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CALLER, DATA, PAIR, startPairs, type TestPairs } from '../test/pairs.ts';
import { getCallData } from './get-call-data.ts';

let pairs: TestPairs;
beforeAll(async () => (pairs = await startPairs()));
afterAll(() => pairs.stop());

const PARAMETERS = { CallingNumber: PAIR.smaNumber, CalledNumber: PAIR.connectNumber };
const NOBODY = { caller_known: 'false', original_calling_number: '', spoken_calling_number: '' };

async function asked(parameters: Readonly<Record<string, string>> = PARAMETERS) {
  return (await getCallData({ contactId: 'contact-1', parameters }, { pairs: pairs.table })).external;
}

test('a call is found by its pair, as often as it is asked for', async () => {
  await pairs.claimed();
  const answer = {
    found: 'true',
    caller_known: 'true',
    original_calling_number: CALLER,
    spoken_calling_number: CALLER,
  };
  expect(await asked()).toEqual(answer);
  expect(await asked()).toEqual(answer);
});

test('a call in a queue is found although its lease has expired', async () => {
  await pairs.claimed({ expires: 1 });
  expect(await asked()).toMatchObject({ found: 'true' });
});

test('a pair that no call has any more tells nothing of its last call', async () => {
  await pairs.claimed();
  await pairs.free();
  expect(await asked()).toEqual({ found: 'stale', ...NOBODY });
});

test.each<Readonly<Record<string, string>>>([
  { ...PARAMETERS, CalledNumber: '+14255550199' },
  { ...PARAMETERS, CallingNumber: 'anonymous' },
  { ...PARAMETERS, CallingNumber: `${PAIR.smaNumber}\u0000` },
  { CallingNumber: PAIR.smaNumber },
  {},
])('%j is no call of ours', async (parameters) => {
  await pairs.claimed();
  expect(await asked(parameters)).toEqual({ found: 'false', ...NOBODY });
});

describe('what else a call tells about itself', () => {
  test('is passed on', async () => {
    await pairs.claimed({ data: { ...DATA, language: 'en', customer_id: '42' } });
    expect(await asked()).toMatchObject({ language: 'en', customer_id: '42' });
  });

  test('can take the place of nothing', async () => {
    await pairs.claimed({ data: { ...DATA, found: 'no', spoken_calling_number: '<audio src="x"/>' } });
    expect(await asked()).toMatchObject({ found: 'true', spoken_calling_number: CALLER });
  });

  test.each<[string, Record<string, string>]>([
    ['a name that Connect does not take', { 'a b': 'x' }],
    ['more than 20', Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, 'x']))],
    ['more than 24 KB', { long: 'x'.repeat(24 * 1024) }],
  ])('is left out if it is %s', async (_, more) => {
    await pairs.claimed({ data: { ...DATA, ...more } });
    expect(Object.keys(await asked()).sort()).toEqual([
      'caller_known',
      'found',
      'original_calling_number',
      'spoken_calling_number',
    ]);
  });
});

test('a caller without a number is not spoken of, and markup stays text', async () => {
  await pairs.claimed({ data: { ...DATA, original_calling_number: '<b>Tom & Co</b>' } });
  expect(await asked()).toMatchObject({
    caller_known: 'false',
    original_calling_number: '<b>Tom & Co</b>',
    spoken_calling_number: '&lt;b&gt;Tom &amp; Co&lt;/b&gt;',
  });
});
