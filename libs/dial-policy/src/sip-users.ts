import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from './policy.ts';
import { fictional } from './ranges.ts';

/**
 * User part of a SIP address, as CallAndBridge takes it but for `*`: a PBX has functions under `*72` and the like, and in
 * a list it stands for any rest.
 */
const SIP_USER = /^[A-Za-z0-9&=+$/%\-_!~().]{1,36}$/;
const LISTED = /^(?:[A-Za-z0-9&=+$/%\-_!~().]{1,36}|[A-Za-z0-9&=+$/%\-_!~().]{0,35}\*)$/;
/** What `*` stands for: nothing that a PBX could take for an escape (`%2A` is `*`), a parameter or a path. */
const REST = /^[A-Za-z0-9+._-]*$/;
/** These are reached only where they are listed in full. */
const EMERGENCY = /^\+?(?:000|112|911|999)$/;

export function isSipUser(user: string): boolean {
  return SIP_USER.test(user);
}

/** Whether an entry of a list of users is one: the user part of a SIP address, or the beginning of one and `*`. */
export function isListedUser(entry: string): boolean {
  return LISTED.test(entry);
}

export function isWildcard(entry: string): boolean {
  return entry.endsWith('*');
}

/** Whether an entry of a list is `user`, or stands for it. */
export function standsFor(entry: string, user: string): boolean {
  if (!isSipUser(user)) return false;
  if (!isWildcard(entry)) return entry === user;
  const start = entry.slice(0, -1);
  return user.startsWith(start) && REST.test(user.slice(start.length)) && !EMERGENCY.test(user);
}

/** A user as a person may write it. */
export interface TypedUser {
  /** Without the punctuation of numbers, if it looks like one. */
  user: string;
  /** In E.164, if it is a telephone number. */
  number: string | undefined;
}

const NUMBER_LIKE = /^\+?[\d \u00a0().\u2010-\u2015/-]+$/;
const PUNCTUATION = /[ \u00a0().\u2010-\u2015/-]/g;
/** As long as what `checkNumber` looks at. */
const MAX_LENGTH = 64;

/** Invisible marks are removed. `country` is that of a number that is written without one. */
export function typedUser(typed: string, country: CountryCode): TypedUser {
  const text = typeof typed === 'string' && typed.length <= MAX_LENGTH ? typed.replace(/\p{Cf}/gu, '').trim() : '';
  return { user: withoutPunctuation(text), number: numberOf(text, country) };
}

/** Of what looks like a number; other texts are left as they are. */
export function withoutPunctuation(text: string): string {
  return NUMBER_LIKE.test(text) ? text.replace(PUNCTUATION, '') : text;
}

/** The E.164 form of a telephone number that exists. */
export function numberOf(text: string, country: CountryCode): string | undefined {
  const phone = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!phone || phone.ext || !(phone.isValid() || fictional.test(phone.number))) return undefined;
  return phone.number;
}
