import { describe, expect, test } from '@jest/globals';
import { checkNumber } from './check-number.ts';
import { type CountryCode, defaultPolicy, type DialPolicy } from './policy.ts';
import type { RefusalReason } from './refusals.ts';

const usa = defaultPolicy('US');

function reasonFor(input: string, policy: DialPolicy = usa): RefusalReason | 'allowed' {
  const decision = checkNumber(input, policy);
  return decision.allowed ? 'allowed' : decision.reason;
}

describe('what a number filter once let through, in a deployment in the US', () => {
  test.each<[string, RefusalReason]>([
    ['+19005551212', 'premium-rate'],
    ['+18765551212', 'country-not-allowed'],
    ['+442071234567', 'country-not-allowed'],
    ['911', 'emergency'],
    ['+911', 'emergency'],
    ['abc', 'not-a-number'],
    ['+abc', 'not-a-number'],
    // +31 is the Netherlands.
    ['+312.555.1212', 'country-not-allowed'],
    ['+17035550122', 'meeting-number'],
    ['703-555-0122', 'meeting-number'],
  ])('%s is refused: %s', (input, reason) => {
    expect(reasonFor(input)).toBe(reason);
  });

  test('312.555.1212 is a number, and is written as one', () => {
    expect(checkNumber('312.555.1212', usa)).toEqual({ allowed: true, number: '+13125551212', country: 'US' });
  });

  test('+442071234567 may be dialled where the United Kingdom is allowed', () => {
    const policy: DialPolicy = { ...usa, allowedCountries: ['US', 'GB'] };

    expect(checkNumber('+442071234567', policy)).toEqual({ allowed: true, number: '+442071234567', country: 'GB' });
  });
});

describe('ways to write a number', () => {
  test.each<[CountryCode, string, string]>([
    ['US', '2065550100', '+12065550100'],
    ['US', '1 206 555 0100', '+12065550100'],
    ['US', '(206) 555-0100', '+12065550100'],
    ['US', '206/555/0100', '+12065550100'],
    ['US', ' +1 206.555.0100 ', '+12065550100'],
    ['US', '206\u00a0555\u20110100', '+12065550100'],
    ['US', '\u202a+12065550100\u202c', '+12065550100'],
    ['US', '\u200f2065550100\u200b', '+12065550100'],
    ['US', '１２０６５５５０１００', '+12065550100'],
    ['US', '٢٠٦٥٥٥٠١٠٠', '+12065550100'],
    ['US', '0111 206 555 0100', '+12065550100'],
    ['GB', '020 7946 0018', '+442079460018'],
    ['GB', '0044 20 7946 0018', '+442079460018'],
    ['GB', '+44 (0)20 7946 0018', '+442079460018'],
    ['DE', '030 12345678', '+493012345678'],
    ['AU', '0491 570 006', '+61491570006'],
    ['AU', '0011 61 491 570 006', '+61491570006'],
    ['JP', '090-1234-5678', '+819012345678'],
    ['AR', '011 15-2345-6789', '+5491123456789'],
    ['IT', '06 12345678', '+390612345678'],
  ])('%s: %j is %s', (country, input, number) => {
    expect(checkNumber(input, defaultPolicy(country))).toEqual({ allowed: true, number, country });
  });
});

describe('what is not a whole number', () => {
  test.each<[string, RefusalReason]>([
    ['', 'not-a-number'],
    ['   ', 'not-a-number'],
    ['+', 'not-a-number'],
    ['++12065550100', 'not-a-number'],
    ['1-800-FLOWERS', 'not-a-number'],
    ['call (206) 555-0100', 'not-a-number'],
    ['tel:+12065550100', 'not-a-number'],
    ['+12065550100;phone-context=+44', 'not-a-number'],
    ['sip:alice@example.com', 'not-a-number'],
    ['*67 2065550100', 'not-a-number'],
    ['2065550100\n2065550101', 'not-a-number'],
    ['\u0000+12065550100', 'not-a-number'],
    ['\u202e', 'not-a-number'],
    ['9'.repeat(20), 'not-a-number'],
    ['2065550100'.padEnd(65), 'not-a-number'],
    ['1'.repeat(1_000_000), 'not-a-number'],
    ['2065550100 ext. 5', 'extension'],
    ['2065550100x5', 'extension'],
    ['+12065550100;ext=5', 'extension'],
    ['2065550100,,123#', 'extension'],
    ['411', 'short-code'],
    ['0', 'short-code'],
    ['72345', 'short-code'],
    ['+1411', 'short-code'],
    ['+1911', 'emergency'],
    ['9-1-1', 'emergency'],
    ['９１１', 'emergency'],
    ['112', 'emergency'],
    ['988', 'emergency'],
    ['5550100', 'not-in-use'],
    ['+1206555010', 'not-in-use'],
    ['+120655501000', 'not-in-use'],
    ['+11234567890', 'not-in-use'],
    ['+12112345678', 'not-in-use'],
    ['00442071234567', 'not-in-use'],
    ['011442071234567', 'country-not-allowed'],
  ])('%.40j is refused: %s', (input, reason) => {
    expect(reasonFor(input)).toBe(reason);
  });

  test('a value that is not text is refused', () => {
    expect(checkNumber(undefined as unknown as string, usa)).toMatchObject({ reason: 'not-a-number' });
  });
});

test('a country is called by its name', () => {
  expect(checkNumber('+18765551212', usa)).toMatchObject({
    message: 'Calls to that country are not allowed: Jamaica.',
  });
});

test('toll-free numbers are refused where the policy says so', () => {
  expect(reasonFor('+18005550199', { ...usa, tollFree: false })).toBe('toll-free');
});

test('a denied prefix is refused, the rest of its country is not', () => {
  const policy: DialPolicy = { ...usa, deniedPrefixes: ['+1712'] };

  expect(reasonFor('+17125550100', policy)).toBe('denied-prefix');
  expect(reasonFor('+12065550100', policy)).toBe('allowed');
});

test('no country allowed, nothing allowed', () => {
  expect(reasonFor('+12065550100', { ...usa, allowedCountries: [] })).toBe('country-not-allowed');
});
