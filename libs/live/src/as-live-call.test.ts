import { expect, test } from '@jest/globals';
import { liveCall } from '@patchbay/contracts';
import type { LiveCall } from '@patchbay/repositories';
import { asLiveCall } from './as-live-call.ts';

const call: LiveCall = {
  transactionId: 'call-1',
  conferenceId: 'conference-1',
  pin: '12345',
  from: '+14255550188',
  state: 'joined',
  since: 7,
  createdAt: 5,
  sipMediaApplicationId: 'sma-1',
  attendee: { meetingId: 'm-1', attendeeId: 'a-1' },
};

test('operators see who it is by two digits, and nothing that opens a door', () => {
  const seen = asLiveCall(call, {});
  expect(seen).toEqual({
    transactionId: 'call-1',
    conferenceId: 'conference-1',
    number: '***88',
    state: 'joined',
    muted: false,
    since: 7,
  });
  expect(liveCall.parse(seen)).toEqual(seen);
});

test.each(['anonymous', 'Unavailable', '', '+1', 'anonymous@anonymous.invalid'])('%j is no number', (from) => {
  expect(asLiveCall({ ...call, from }, {}).number).toBe('***');
});

test('whoever was muted by another caller is muted', () => {
  expect(asLiveCall(call, { everyone: { muted: true, by: 'call-2', at: 9 } }).muted).toBe(true);
});
