import { expect, test } from '@jest/globals';
import { pause } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';

describeAction({
  type: 'Pause',
  parameters: () => ({ DurationInMilliseconds: 3_000 }),
  ownEvent: false,
  interruptible: true,
  answers: false,
  onHangup: 'nothing',
  numeric: { DurationInMilliseconds: 2_000 },
  failures: [
    [
      'no duration',
      { DurationInMilliseconds: undefined },
      'InvalidActionParameter',
      'The Duration parameter is invalid.',
    ],
    ['zero', { DurationInMilliseconds: 0 }, 'InvalidActionParameter', 'The Duration parameter is invalid.'],
    ['negative', { DurationInMilliseconds: -1 }, 'InvalidActionParameter', 'The Duration parameter is invalid.'],
    ['a part', { DurationInMilliseconds: 0.5 }, 'InvalidActionParameter', 'The Duration parameter is invalid.'],
    ['no number', { DurationInMilliseconds: 'soon' }, 'InvalidActionParameter', 'The Duration parameter is invalid.'],
  ],
});

test('it takes as long as it says', async () => {
  const { lab } = await perform('answered', () => [pause(12_345)]);
  const [started, succeeded] = lab.entries('action').filter(({ action }) => action.Type === 'Pause');
  expect(succeeded!.at - started!.at).toBe(12_345);
});

test.each([
  [false, 99, 'ACTION_SUCCESSFUL Pause'],
  [true, 99, 'ACTION_FAILED Pause InvalidActionParameter'],
  [true, 100, 'ACTION_SUCCESSFUL Pause'],
  [true, 30_000, 'ACTION_SUCCESSFUL Pause'],
  [false, 30_001, 'ACTION_SUCCESSFUL Pause'],
  [true, 30_001, 'ACTION_FAILED Pause InvalidActionParameter'],
])('strictPause %s: %i ms gives %s', async (strictPause, duration, outcome) => {
  const { lab, events } = await perform('answered', () => [pause(duration)], {
    options: { switches: { strictPause } },
  });
  expect(events).toEqual([`3 ${outcome}`]);
  const unusual = duration < 100 || duration > 30_000;
  expect(lab.diagnostics.includes('pause-range')).toBe(unusual);
});
