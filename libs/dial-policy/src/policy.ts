import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';

/** ISO 3166-1 alpha-2, such as 'US'. Territories count on their own: 'PR', 'GG' and 'GF' are not 'US', 'GB' and 'FR'. */
export type { CountryCode };

/** Which numbers may be dialled. Whatever it does not allow is refused. */
export interface DialPolicy {
  /** The country of a number that is written without a country code. */
  defaultCountry: CountryCode;
  /** The countries whose numbers may be dialled. */
  allowedCountries: readonly CountryCode[];
  /** Whether toll-free numbers of those countries may be dialled. */
  tollFree: boolean;
  /** E.164 prefixes, such as '+1976', that are refused although they are in an allowed country. */
  deniedPrefixes: readonly string[];
}

/** The policy of a deployment that sets none: numbers of its own country, nothing that costs more than a plain call. */
export function defaultPolicy(country: CountryCode): DialPolicy {
  return { defaultCountry: country, allowedCountries: [country], tollFree: true, deniedPrefixes: [] };
}

/**
 * The policy of a deployment that may dial these countries, its own first.
 * @throws {TypeError} what is no country is named
 */
export function policyOf(countries: readonly string[]): DialPolicy {
  for (const country of countries) {
    if (!isCountryCode(country)) throw new TypeError(`"${country}" is no country whose numbers can be checked.`);
  }
  const [own, ...others] = countries as readonly CountryCode[];
  if (own === undefined) throw new TypeError('There is no country whose numbers can be checked.');
  return { ...defaultPolicy(own), allowedCountries: [own, ...others] };
}

/** Whether `value` is a country that numbers can be checked for, so that configuration can be validated. */
export function isCountryCode(value: string): value is CountryCode {
  return isSupportedCountry(value);
}
