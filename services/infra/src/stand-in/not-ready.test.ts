import { expect, test } from '@jest/globals';
import { createEmulator } from '@patchbay/emulator';
import { createRouter } from '@patchbay/sma';
import { notReady } from './not-ready.ts';

test('a caller hears that nothing is ready yet, and is hung up on', async () => {
  const router = createRouter({ flows: [notReady], deps: {}, flowFor: () => notReady.name, report: console.error });
  const caller = createEmulator({ handler: router }).phone('+12065550101');
  caller.dial('+12065550100');
  await caller.hears('This service is not ready yet');
  await caller.isHungUp();
  expect(caller.heard).toHaveLength(1);
});
