import { expect, jest, test } from '@jest/globals';
import { exploreMeetingDialer } from '../src/index.ts';

jest.setTimeout(120_000);

test('300 histories, in which requests to AWS fail, functions die and messages come late or twice', async () => {
  const { violations, total } = await exploreMeetingDialer({ histories: 300 });
  expect(violations).toEqual([]);
  // Of all of them together: what was to be shown has happened.
  expect(total.mails).toBeGreaterThan(500);
  expect(total.calls).toBeGreaterThan(500);
  expect(total.joined).toBeGreaterThan(300);
  expect(total.troubles).toBeGreaterThan(1_000);
});
