import { expect, test } from '@jest/globals';
import {
  action,
  bridge,
  FAR_END,
  hangUp,
  pause,
  playAndGetDigits,
  receiveDigits,
} from '../../../test/support/actions.ts';
import { type CallSoFar, perform } from '../../../test/support/describe-action.ts';

const UNWISE = [
  'callid-missing',
  'missing-parameters',
  'number-for-string',
  'pause-range',
  'regex-unanchored',
  'sip-header-refused',
  'string-for-number',
  'unknown-parameter',
];

test.each<[string, (call: CallSoFar) => object, string[]]>([
  ['a misspelt parameter', () => hangUp({ sipResponseCode: '486' }), ['unknown-parameter']],
  ['a number as a string', () => pause('1000'), ['string-for-number']],
  ['a string as a number', () => hangUp({ SipResponseCode: 486 }), ['number-for-string']],
  ['no parameters', () => ({ Type: 'Hangup' }), ['missing-parameters']],
  ['a pause out of range', () => pause(50), ['pause-range']],
  ['an expression that is not anchored', () => receiveDigits('[0-9]'), ['regex-unanchored']],
  [
    'one that is anchored at its start only',
    () => playAndGetDigits({ InputDigitsRegex: '^[0-9]' }),
    ['regex-unanchored'],
  ],
  ['one that is anchored', () => receiveDigits('(?i)^\\d+$'), []],
  ['a reserved header', () => bridge(FAR_END, { SipHeaders: { 'X-VC-1': '1' } }), ['sip-header-refused']],
  ['a header that may be sent', () => bridge(FAR_END, { SipHeaders: { 'X-1': '1' } }), []],
  ['no CallId where one is documented as required', () => action('SendDigits', { Digits: '1' }), ['callid-missing']],
  ['an ordinary action', () => hangUp({ SipResponseCode: '0' }), []],
])('%s', async (_name, subject, expected) => {
  const { lab } = await perform('answered', (call) => [subject(call)]);
  expect(lab.diagnostics.filter((code) => UNWISE.includes(code))).toEqual(expected);
});
