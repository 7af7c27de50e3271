import { describe, expect, test } from '@jest/globals';
import { mask, redact } from './redact.ts';

const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value, redact));

test('mask leaves the last two digits', () => {
  expect(mask('+14155550123')).toBe('***23');
});

describe('redact', () => {
  test.each([
    ['a number in a text', { message: 'calls +14155550123 now' }, { message: 'calls ***23 now' }],
    ['a number in a URL', { path: '/calls/%2B14155550123' }, { path: '/calls/***23' }],
    ['a number without its plus, by its field', { From: '4155550123' }, { From: '***23' }],
    ['a number that is a number', { phoneNumber: 14155550123 }, { phoneNumber: '***23' }],
    ['a SIP address', { Diversion: '<sip:4155550123@example.com>' }, { Diversion: '<sip:***23@example.com>' }],
    [
      'a join token',
      { JoinToken: 'abc', 'X-chime-join-token': 'def' },
      { JoinToken: '[hidden]', 'X-chime-join-token': '[hidden]' },
    ],
    ['an Authorization header', { headers: { authorization: 'Bearer x' } }, { headers: { authorization: '[hidden]' } }],
    [
      'keys that were pressed',
      { ReceivedDigits: '1234', passcode: '9', pin: 5 },
      { ReceivedDigits: '[hidden]', passcode: '[hidden]', pin: '[hidden]' },
    ],
    [
      'a whole event',
      { event: { InvocationEventType: 'RINGING', Sequence: 2, CallDetails: {} } },
      { event: 'event RINGING, 2' },
    ],
    ['what is deep inside', { a: [{ b: { To: '+14155550123' } }] }, { a: [{ b: { To: '***23' } }] }],
  ])('hides %s', (_name, value, expected) => {
    expect(written(value)).toEqual(expected);
  });

  test.each([
    [{ transactionId: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11' }],
    [{ StartTimeInMilliseconds: '1786000000123', sequence: 12_345_678 }],
    [{ awsAccountId: '111122223333', From: 'SMA', to: null }],
    [{ problems: ['Actions[0].Parameters.Text must be a string'], durationMs: 3.4, pinned: true }],
  ])('leaves %j', (value) => {
    expect(written(value)).toEqual(value);
  });
});
