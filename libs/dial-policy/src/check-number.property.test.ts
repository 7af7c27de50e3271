import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { checkNumber } from './check-number.ts';
import type { DialPolicy } from './policy.ts';
import { refusalReasons } from './refusals.ts';

const seed = 20_260_101;
const countries = fc.constantFrom(...getCountries());

const policies: fc.Arbitrary<DialPolicy> = fc.record({
  defaultCountry: countries,
  allowedCountries: fc.uniqueArray(countries, { maxLength: 20 }),
  tollFree: fc.boolean(),
  deniedPrefixes: fc.constantFrom([], ['+1206'], ['+44', '+1']),
});

/** Text of the characters that numbers are made of and of those that break parsers. */
const numberLike = fc
  .array(fc.constantFrom(...'0123456789+-.()/ ext,;=#*~', '\u202e', '\u200f', '\uff0b', '９', '٣', '\0', '\n', 'é'), {
    maxLength: 30,
  })
  .map((characters) => characters.join(''));

const digits = fc.stringMatching(/^\+?\d{1,15}$/);
const nationalNumbers = fc.tuple(fc.constantFrom('+1', '+44', '+49', '+61', '+7', '+39', '011', '00'), digits);

const inputs = fc.oneof(
  fc.string({ unit: 'binary' }),
  numberLike,
  digits,
  fc.stringMatching(/^\+1[2-9]\d{2}[2-9]\d{6}$/),
  nationalNumbers.map(([prefix, rest]) => prefix + rest.replace('+', '')),
);

test('whatever is written, there is a decision with a reason from the closed set', () => {
  fc.assert(
    fc.property(inputs, policies, (input, policy) => {
      const decision = checkNumber(input, policy);

      if (!decision.allowed) {
        expect(refusalReasons).toContain(decision.reason);
        expect(decision.message).toMatch(/^[A-Z].*\.$/);
      }
    }),
    { seed, numRuns: 3000 },
  );
});

test('what is allowed is in E.164, in an allowed country, outside every denied prefix, and allowed again', () => {
  let allowed = 0;
  fc.assert(
    fc.property(inputs, policies, countries, (input, policy, country) => {
      const wide = { ...policy, allowedCountries: [...policy.allowedCountries, country, 'US' as const, 'GB' as const] };
      const decision = checkNumber(input, wide);
      if (!decision.allowed) return;
      allowed += 1;

      expect(decision.number).toMatch(/^\+[1-9]\d{6,14}$/);
      expect(wide.allowedCountries).toContain(decision.country);
      expect(wide.deniedPrefixes.filter((prefix) => decision.number.startsWith(prefix))).toEqual([]);
      expect(parsePhoneNumberFromString(decision.number)?.number).toBe(decision.number);
      expect(checkNumber(decision.number, wide)).toEqual(decision);
    }),
    { seed, numRuns: 3000 },
  );
  expect(allowed).toBeGreaterThan(100);
});
