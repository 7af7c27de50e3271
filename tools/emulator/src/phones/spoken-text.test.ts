import { expect, test } from '@jest/globals';
import { spokenText } from './spoken-text.ts';

test.each([
  ['plain words', 'text', 'plain words'],
  ['1 < 2 & 3 > 2', 'text', '1 < 2 & 3 > 2'],
  ['<speak>Hello</speak>', 'ssml', 'Hello'],
  [
    '<speak>Your <say-as interpret-as="digits">123</say-as> is <break time="1s"/> ready</speak>',
    'ssml',
    'Your 123 is ready',
  ],
  ['<speak>\n  Bread &amp; butter\n</speak>', 'ssml', 'Bread & butter'],
  ['<speak>&lt;tag&gt; &quot;said&quot; &apos;he&apos;</speak>', 'ssml', '<tag> "said" \'he\''],
  ['<speak>&amp;lt;</speak>', 'ssml', '&lt;'],
] as const)('%s as %s is "%s"', (text, textType, spoken) => {
  expect(spokenText(text, textType)).toBe(spoken);
});
