import { VirtualClock } from '@patchbay/emulator';
import { LOCAL_ACCOUNT_ID } from '../../src/aws/account.ts';

/** Virtual time from 2026-01-05T09:00:00Z, ids that count. */
export function testStamp() {
  let count = 0;
  return {
    account: { accountId: LOCAL_ACCOUNT_ID, region: 'us-east-1' },
    clock: new VirtualClock(),
    ids: { uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}` },
  };
}

/** For every SDK client of the tests. */
export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
