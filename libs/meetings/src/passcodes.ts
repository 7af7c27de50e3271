import { createHmac } from 'node:crypto';
import type { MeetingKey } from '@patchbay/repositories';

/** As many as six digits can say. */
const PASSCODES = 1_000_000;

/** Six digits. @param randomInt a number from 0 to `below` - 1 that nobody can foretell */
export const drawPasscode = (randomInt: (below: number) => number): string =>
  String(randomInt(PASSCODES)).padStart(6, '0');

/** What is kept of the passcodes of meetings. @param key reads the key, which nobody else knows */
export function passcodeDigest(key: () => Promise<string>): (meeting: MeetingKey, passcode: string) => Promise<string> {
  return async ({ eventId, series }, passcode) =>
    createHmac('sha256', await key())
      .update(`${eventId}:${series}:${passcode}`)
      .digest('hex');
}
