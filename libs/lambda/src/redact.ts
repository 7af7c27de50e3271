/** What must not be read in a log: who called whom, what they keyed in, and whatever opens a door. */
const SECRET = /token|authorization|passcode|password|secret|cookie|^pin$|^(received)?digits$/i;
const NUMBER = /^(to|from|uri|diversion|.*(number|phone|caller|called))$/i;
const E164 = /(?:\+|%2B)\d{7,15}(?!\d)/gi;
const DIGITS = /\d{7,15}(?!\d)/g;

/** A phone number by its last two digits, which is enough to tell calls apart in a log. */
export function mask(phoneNumber: string): string {
  return `***${phoneNumber.slice(-2)}`;
}

/**
 * For JSON.stringify: hides secrets by the name of their field, phone numbers wherever they stand, and shows a whole
 * event by its type and sequence only.
 */
export function redact(key: string, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (SECRET.test(key)) return '[hidden]';
  if (typeof value === 'string') {
    const masked = value.replace(E164, mask);
    return NUMBER.test(key) ? masked.replace(DIGITS, mask) : masked;
  }
  if (typeof value === 'number' && NUMBER.test(key)) return String(value).replace(DIGITS, mask);
  return summaryOf(value) ?? value;
}

function summaryOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('InvocationEventType' in value)) return undefined;
  return `event ${String(value.InvocationEventType)}, ${'Sequence' in value ? String(value.Sequence) : '?'}`;
}
