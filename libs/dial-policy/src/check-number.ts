import { getCountryCallingCode, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import type { CountryCode, DialPolicy } from './policy.ts';
import { emergencyNumbers, fictional, meetingNumber, ordinaryPrice, ranges, typeReasons } from './ranges.ts';
import { refuse, type Refusal, type RefusalReason } from './refusals.ts';

/** `number` is in E.164, the only form in which it should be dialled, stored or compared. */
export type DialDecision = { allowed: true; number: string; country: CountryCode } | Refusal;

/** The longest text that is looked at: the longest number is 15 digits. */
const maxLength = 64;
const longestShortNumber = 6;

/**
 * Decides whether a number, as a person wrote it, may be dialled under `policy`. Punctuation, digits of any script and
 * invisible marks are accepted; the default country's trunk and international prefixes are understood. Never throws.
 */
export function checkNumber(input: string, policy: DialPolicy): DialDecision {
  // Typed text and contact lists bring invisible formatting along, such as U+202A around a number.
  const text = typeof input === 'string' && input.length <= maxLength ? input.replace(/\p{Cf}/gu, '').trim() : '';
  const phone = parsePhoneNumberFromString(text, { defaultCountry: policy.defaultCountry, extract: false });
  const digits = text.replace(/[\s().+-]/g, '');
  if (emergencyNumbers.has(digits) || emergencyNumbers.has(phone?.nationalNumber ?? '')) return refuse('emergency');
  if (!phone) return refuse(/^\d{1,6}$/.test(digits) ? 'short-code' : 'not-a-number');
  if (phone.ext) return refuse('extension');

  const known = phone.isValid() || fictional.test(phone.number);
  if (!known && phone.nationalNumber.length <= longestShortNumber) return refuse('short-code');
  if (phone.number === meetingNumber) return refuse('meeting-number');
  const range = ranges.find(({ pattern }) => pattern.test(phone.number));
  if (range) return refuse(range.reason);
  if (phone.isNonGeographic()) return refuse('no-country');

  const country = countryOf(phone, policy);
  if (!country) return refuse(known ? 'no-country' : 'not-in-use');
  if (!policy.allowedCountries.includes(country)) return refuse('country-not-allowed', notAllowed(country));
  const reason = reasonOf(phone, policy);
  if (reason) return refuse(reason);
  if (!known) return refuse('not-in-use');
  return { allowed: true, number: phone.number, country };
}

/** The toll-free and personal area codes of +1 are shared by its countries, so they count as the default country's. */
function countryOf(phone: PhoneNumber, { defaultCountry }: DialPolicy): CountryCode | undefined {
  if (fictional.test(phone.number)) return 'GB';
  const shared = phone.countryCallingCode === '1' && ['TOLL_FREE', 'PERSONAL_NUMBER'].includes(phone.getType() ?? '');
  return shared && getCountryCallingCode(defaultCountry) === '1' ? defaultCountry : phone.country;
}

function reasonOf(phone: PhoneNumber, policy: DialPolicy): RefusalReason | undefined {
  const type = phone.getType();
  const reason = type && !ordinaryPrice.test(phone.number) ? typeReasons[type] : undefined;
  if (reason && !(reason === 'toll-free' && policy.tollFree)) return reason;
  return policy.deniedPrefixes.some((prefix) => phone.number.startsWith(prefix)) ? 'denied-prefix' : undefined;
}

function notAllowed(country: CountryCode): string {
  const name = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' }).of(country) ?? country;
  return `Calls to that country are not allowed: ${name}.`;
}
