import { expect, test } from '@jest/globals';
import { defaultPolicy, isCountryCode } from './policy.ts';

test('the default policy is the own country and nothing else', () => {
  expect(defaultPolicy('GB')).toEqual({
    defaultCountry: 'GB',
    allowedCountries: ['GB'],
    tollFree: true,
    deniedPrefixes: [],
  });
});

test.each([
  ['US', true],
  ['PR', true],
  ['us', false],
  ['UK', false],
  ['', false],
  ['toString', false],
  ['__proto__', false],
])('%s is a country: %s', (value, expected) => {
  expect(isCountryCode(value)).toBe(expected);
});
