import { expect, test } from '@jest/globals';
import { action } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';

const BAD_DIGITS = ['InvalidActionParameter', 'Digits parameter value is invalid.'] as const;
const BAD_TONE = ['InvalidActionParameter', 'ToneDuration parameter value is invalid.'] as const;

describeAction({
  type: 'SendDigits',
  parameters: ({ legA }) => ({ CallId: legA, Digits: ',,1#', ToneDurationInMilliseconds: 100 }),
  ownEvent: false,
  interruptible: false,
  answers: false,
  onHangup: 'nothing',
  needsCallId: true,
  numeric: { ToneDurationInMilliseconds: 300 },
  failures: [
    [
      'no CallId',
      { CallId: undefined },
      'InvalidActionParameter',
      'CallId or ParticipantTag parameter for action is invalid.',
    ],
    ['no digits', { Digits: undefined }, ...BAD_DIGITS],
    ['an empty string', { Digits: '' }, ...BAD_DIGITS],
    ['too many', { Digits: '1'.repeat(51) }, ...BAD_DIGITS],
    ['a letter that is no key', { Digits: 'E' }, ...BAD_DIGITS],
    ['a tone too short', { ToneDurationInMilliseconds: 49 }, ...BAD_TONE],
    ['a tone too long', { ToneDurationInMilliseconds: 24_001 }, ...BAD_TONE],
  ],
});

test.each([
  ['50 digits', { Digits: '1'.repeat(50), ToneDurationInMilliseconds: 50 }, 2_500],
  ['a comma is half a second', { Digits: '1,2,', ToneDurationInMilliseconds: 100 }, 1_200],
  ['a tone takes a quarter of a second unless said otherwise', { Digits: 'A*' }, 500],
])('%s', async (_name, parameters, expectedMs) => {
  const { lab } = await perform('bridged', ({ legB }) => [action('SendDigits', { CallId: legB, ...parameters })]);
  const [started, ended] = lab.entries('action').filter((entry) => entry.action.Type === 'SendDigits');
  expect(ended!.at - started!.at).toBe(expectedMs);
  expect(lab.farEnd.heard).toEqual([parameters.Digits.replaceAll(',', '')]);
  expect(lab.caller.heard).toEqual([]);
});
