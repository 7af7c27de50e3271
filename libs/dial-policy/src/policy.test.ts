import { expect, test } from '@jest/globals';
import { defaultPolicy, isCountryCode, policyOf } from './policy.ts';

test('the default policy is the own country and nothing else', () => {
  expect(defaultPolicy('GB')).toEqual({
    defaultCountry: 'GB',
    allowedCountries: ['GB'],
    tollFree: true,
    deniedPrefixes: [],
  });
});

test('a deployment may dial the countries that it names, its own first', () => {
  expect(policyOf(['GB', 'FR'])).toEqual({ ...defaultPolicy('GB'), allowedCountries: ['GB', 'FR'] });
  expect(policyOf(['US'])).toEqual(defaultPolicy('US'));
});

test.each([[[]], [['']], [['US', 'UK']], [['us']]])('not %j', (countries: string[]) => {
  expect(() => policyOf(countries)).toThrow(TypeError);
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
