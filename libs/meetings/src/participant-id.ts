import { createHmac } from 'node:crypto';

/**
 * The id of whoever has that e-mail address, in lower case, or else that E.164 number: always the same in a meeting. All who
 * are in it see the id, and there are so few numbers that without the meeting's salt each could be found by trying.
 */
export function participantId(
  { email, phoneNumber }: { email?: string; phoneNumber?: string },
  { salt }: { salt: string },
): string {
  const known = email?.toLowerCase() ?? phoneNumber;
  if (known === undefined) throw new TypeError('A participant has an e-mail address or a phone number.');
  return createHmac('sha256', salt).update(known).digest('hex').slice(0, 16);
}
