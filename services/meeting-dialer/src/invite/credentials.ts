import { drawLink, drawPasscode, linkDigest, linkText } from '@patchbay/meetings';
import type { MeetingKey, ScheduledMeeting } from '@patchbay/repositories';
import type { Credentials } from './send-mails.ts';

export interface CredentialsOptions {
  digest(meeting: MeetingKey, passcode: string): Promise<string>;
  /** A number from 0 to `below` - 1 that nobody can foretell. */
  randomInt(below: number): number;
  /** So many bytes that nobody can foretell. */
  randomBytes(count: number): Uint8Array;
}

/** Draws what opens a meeting for one of its participants. */
export function credentials({ digest, randomInt, randomBytes }: CredentialsOptions) {
  return async (meeting: ScheduledMeeting, participantId: string): Promise<Credentials> => {
    const passcode = drawPasscode(randomInt);
    const link = drawLink(participantId, randomBytes);
    return {
      passcode,
      link: linkText(link),
      digests: { passcode: await digest(meeting, passcode), link: linkDigest(link.token) },
    };
  };
}
