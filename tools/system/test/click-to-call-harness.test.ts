import { expect, jest, test } from '@jest/globals';
import { explore, printViolation } from '@patchbay/emulator';
import { clickToCallUnderTest } from '../src/index.ts';

jest.setTimeout(120_000);

test.each([
  [2_000, 0],
  [500, 0.1],
])('%i histories, where one in %d requests to Chime fails for no reason', async (histories, trouble) => {
  const { violations } = await explore({ flow: clickToCallUnderTest({ trouble }), histories });
  expect(violations.map(printViolation)).toEqual([]);
});
