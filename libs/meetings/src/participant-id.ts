import { createHash } from 'node:crypto';

/** The id of whoever has that e-mail address, in lower case, or else that E.164 number: the same in all meetings. */
export function participantId({ email, phoneNumber }: { email?: string; phoneNumber?: string }): string {
  const known = email?.toLowerCase() ?? phoneNumber;
  if (known === undefined) throw new TypeError('A participant has an e-mail address or a phone number.');
  return createHash('sha256').update(known).digest('hex').slice(0, 16);
}
