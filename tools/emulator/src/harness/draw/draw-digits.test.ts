import { describe, expect, test } from '@jest/globals';
import type { Action } from '@patchbay/sma';
import { seededIds } from '../../ids/seeded.ts';
import { Chance } from './chance.ts';
import { anyKeys, plausibleKeys } from './draw-digits.ts';

const chance = () => new Chance(seededIds(1).random);

function listening(InputDigitsRegex: string): Action {
  const times = { InBetweenDigitsDurationInMilliseconds: 1_000, FlushDigitsDurationInMilliseconds: 10_000 };
  return { Type: 'ReceiveDigits', Parameters: { InputDigitsRegex, ...times } };
}

describe('keys that fit a pattern', () => {
  test.each([
    '^\\*1$',
    '^[12]$',
    '^[0-9]{6}$',
    '^\\d{2}#$',
    '^\\*\\d{2}[*#]$',
    '^(1|2|90)$',
    '^(?:\\*5|#6)\\d?$',
    '^1?[2-9]\\d{2}[2-9]\\d{6}$',
    '^0+1*$',
    '^[^*#]{3,}$',
    '^.$',
  ])('%s', (pattern) => {
    const drawn = chance();
    const regex = new RegExp(pattern);
    for (let n = 0; n < 50; n++) expect(plausibleKeys(listening(pattern), [], drawn)).toMatch(regex);
  });

  test('what callers know is preferred where it fits', () => {
    const drawn = chance();
    const keys = Array.from({ length: 50 }, () => plausibleKeys(listening('^\\d{6}$'), ['471100', '12'], drawn));
    expect(keys.filter((each) => each === '471100').length).toBeGreaterThan(20);
    expect(keys).not.toContain('12');
  });

  test.each(['^(', '^[1-', '(?<name>x)', '^a$'])('a pattern that no keys fit gives some keys: %s', (pattern) => {
    expect(plausibleKeys(listening(pattern), [], chance())).toMatch(/^[0-9*#]+$/);
  });

  test('a collection gets as many digits as it takes, or less and a terminator', () => {
    const drawn = chance();
    const action: Action = {
      Type: 'SpeakAndGetDigits',
      Parameters: {
        SpeechParameters: { Text: 'Your PIN?' },
        MinNumberOfDigits: 4,
        MaxNumberOfDigits: 6,
        TerminatorDigits: ['*'],
        RepeatDurationInMilliseconds: 5_000,
      },
    };
    for (let n = 0; n < 50; n++) expect(plausibleKeys(action, [], drawn)).toMatch(/^(\d{4,5}\*?|\d{6})$/);
  });
});

test('any keys are keys', () => {
  const drawn = chance();
  for (let n = 0; n < 50; n++) expect(anyKeys(drawn)).toMatch(/^[0-9*#]{1,12}$/);
});
