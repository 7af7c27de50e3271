import { describe, expect, test } from '@jest/globals';
import { action, pause } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';
import { AWS_QUOTAS } from '../quotas.ts';

const MISSING = ['MissingRequiredActionParameter', 'Missing required action parameter.'] as const;

describeAction({
  type: 'VoiceFocus',
  parameters: ({ legA }) => ({ Enable: true, CallId: legA }),
  ownEvent: false,
  interruptible: 'instant',
  answers: false,
  needsCallId: true,
  failures: [
    ['no Enable', { Enable: undefined }, ...MISSING],
    ['no CallId', { CallId: undefined }, ...MISSING],
    ['something else', { Enable: 'maybe' }, 'InvalidActionParameter', 'Enable parameter value is invalid.'],
  ],
});

test.each([
  [true, true],
  ['True', true],
  ['true', true],
  [false, false],
  ['False', false],
])('Enable %j', async (Enable, enabled) => {
  const { lab } = await perform('answered', ({ legA }) => [action('VoiceFocus', { Enable, CallId: legA })]);
  expect(lab.engine.transactions.get(lab.transactionId)?.legA?.voiceFocus).toBe(enabled);
  expect(lab.data(3)['Parameters']).toMatchObject({ Enable });
});

describe('its quota', () => {
  const focus = (count: number) => (call: { legA: string }) =>
    Array.from({ length: count }, () => action('VoiceFocus', { Enable: true, CallId: call.legA }));

  test('five in a second are taken, and the sixth is not', async () => {
    const { lab, events } = await perform('answered', focus(6), { options: { quotas: AWS_QUOTAS } });
    expect(events).toEqual(['3 ACTION_FAILED VoiceFocus ActionExecutionThrottled']);
    expect(lab.data(3)['ErrorMessage']).toBe(
      'Failed to run action. The maximum number of actions per second has been reached.',
    );
    expect(lab.diagnostics).toContain('quota-exceeded');
  });

  test('after a second there are five more', async () => {
    const actions = (call: { legA: string }) => [...focus(5)(call), pause(1_000), ...focus(4)(call)];
    const { events } = await perform('answered', actions, { options: { quotas: AWS_QUOTAS } });
    expect(events).toEqual(['3 ACTION_SUCCESSFUL VoiceFocus']);
  });
});
