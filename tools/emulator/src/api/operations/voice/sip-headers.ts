import { Refusal } from '../../../aws/refusal.ts';

/** Characters of all names and values together. */
const MAX_LENGTH = 2048;

/** Throws BadRequest for headers that an outbound call may not carry (developer guide, "SIP headers"). */
export function requireSipHeaders(headers: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(headers)) {
    if (/^x-amzn/i.test(name)) throw new Refusal('BadRequest', `SipHeaders: ${name} is reserved (X-AMZN)`);
    if (!/^(x-.+|user-to-user|diversion)$/i.test(name)) {
      throw new Refusal(
        'BadRequest',
        `SipHeaders: ${name} is not allowed; allowed are X-…, User-to-User and Diversion`,
      );
    }
  }
  const length = Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (length > MAX_LENGTH)
    throw new Refusal('BadRequest', `SipHeaders have ${length} characters; ${MAX_LENGTH} are allowed`);
}
