/** Documented by AWS as a caller id of SIP media applications for tests and errors; it is nobody's. */
const KEPT = '17035550122';

/** With country code 1 it has ten more digits; what follows a blank is something else. */
const INTERNATIONAL =
  /(?:\+|%2B)\s?(?:1[\s().-]{0,2}[2-9]\d{2}[\s().-]{0,2}[2-9]\d{2}[\s.-]?\d{4}(?!\d)|\d(?:[\s().-]{0,2}\d){6,14}(?!\d))/gi;
const NATIONAL = /(?<![A-Za-z0-9])(?:1[\s.-]{0,2})?\(?[2-9]\d{2}\)?[\s.-]{0,2}[2-9]\d{2}[\s.-]?\d{4}(?![A-Za-z0-9])/g;
/** One digit after the other, as a text for speech spells them. */
const SPELT = /(?<![A-Za-z0-9])(?:1[\s,.-]{1,2})?[2-9](?:[\s,.-]{1,2}\d){9}(?![\s,.-]{0,2}\d)/g;

/**
 * The phone numbers in a text, as digits with their country code: those that begin with a plus sign, and those of ten
 * digits, or eleven after a 1, as North America writes them.
 */
export function numbersIn(text: string): string[] {
  const international = text.match(INTERNATIONAL) ?? [];
  const rest = text.replace(INTERNATIONAL, ' ');
  const national = [...(rest.match(NATIONAL) ?? []), ...(rest.match(SPELT) ?? [])];
  const digits = [...international.map((one) => digitsOf(one.replace(/^%2B/i, ''))), ...national.map(nationalDigits)];
  return digits.filter((number) => number.length <= 15 && number !== KEPT);
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** The same text with other digits; blanks and signs between them stay. */
export function respelt(written: string, digits: string): string {
  let used = 0;
  const respelt = written.replace(/\d/g, () => digits.charAt(used++));
  return respelt + digits.slice(used);
}

function nationalDigits(text: string): string {
  const digits = digitsOf(text);
  return digits.length === 10 ? `1${digits}` : digits;
}
