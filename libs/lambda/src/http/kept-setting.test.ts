import { expect, test } from '@jest/globals';
import { keptSetting } from './kept-setting.ts';

test('a setting is read until it is there, and then no more', async () => {
  const found: (string | undefined)[] = [undefined, 'here'];
  let reads = 0;
  const setting = keptSetting(async () => found[reads++], 'sign-in');
  await expect(setting()).rejects.toMatchObject({
    problem: { status: 503, code: 'not-set-up', detail: 'The settings have no sign-in: deploy infra.' },
  });
  expect([await setting(), await setting(), reads]).toEqual(['here', 'here', 2]);
});

test('a table in trouble is asked again', async () => {
  let reads = 0;
  const setting = keptSetting(async () => {
    if (reads++ === 0) throw new Error('no table');
    return 'here';
  }, 'sign-in');
  await expect(setting()).rejects.toThrow('no table');
  expect(await setting()).toBe('here');
});
