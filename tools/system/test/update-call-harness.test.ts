import { expect, jest, test } from '@jest/globals';
import { explore, printViolation } from '@patchbay/emulator';
import { updateCallUnderTest } from '../src/index.ts';

jest.setTimeout(120_000);

test.each([
  [1_500, { waitingRoom: false, trouble: 0 }],
  [1_000, { waitingRoom: true, trouble: 0 }],
  [500, { waitingRoom: false, trouble: 0.1 }],
])('%i histories of %j', async (histories, odds) => {
  const { violations } = await explore({ flow: updateCallUnderTest(odds), histories });
  expect(violations.map(printViolation)).toEqual([]);
});
