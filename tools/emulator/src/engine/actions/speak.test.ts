import { expect, test } from '@jest/globals';
import { speak } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';

const MISSING = 'MissingRequiredActionParameter';

describeAction({
  type: 'Speak',
  parameters: () => ({ Text: 'Good morning.', Engine: 'neural', VoiceId: 'Matthew', LanguageCode: 'en-US' }),
  ownEvent: false,
  interruptible: true,
  answers: true,
  onHangup: 'nothing',
  failures: [
    ['no text', { Text: undefined }, MISSING, 'Text is a required parameter.'],
    ['a long text', { Text: 'a'.repeat(1_001) }, MISSING, 'Text is limited to 1,000 characters'],
    ['another engine', { Engine: 'generative' }, 'InvalidActionParameter', 'Engine parameter value is invalid.'],
    ['another kind of text', { TextType: 'html' }, 'InvalidActionParameter', 'TextType parameter value is invalid.'],
    [
      'broken SSML',
      { Text: '<speak>Bread & butter</speak>', TextType: 'ssml' },
      'InvalidActionParameter',
      'Text parameter value is invalid.',
    ],
  ],
});

test('a thousand characters are not too many', async () => {
  const { events } = await perform('answered', () => [speak('a'.repeat(1_000))]);
  expect(events).toEqual(['3 ACTION_SUCCESSFUL Speak']);
});

test('SSML is heard as words', async () => {
  const { lab } = await perform('answered', () => [
    speak('<speak>Bread &amp; <emphasis>butter</emphasis></speak>', { TextType: 'ssml' }),
  ]);
  expect(lab.caller.heard.at(-1)).toBe('Bread & butter');
});

test('a longer text takes longer', async () => {
  const { lab } = await perform('answered', () => [speak('One.'), speak('One two three four five six seven.')]);
  const [first, second, third, fourth] = lab.entries('action').slice(2);
  expect(fourth!.at - third!.at).toBeGreaterThan(second!.at - first!.at);
});
