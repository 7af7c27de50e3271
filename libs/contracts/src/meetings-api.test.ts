import { describe, expect, test } from '@jest/globals';
import { createMeetingRequest, joinAsGuestRequest, joinMeetingRequest } from './meetings-api.ts';

const LINK = `0123456789abcdef.${'A'.repeat(43)}`;
const one = { name: 'Nikki', email: 'nikki@example.com' };
const wrong = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } | undefined }) =>
  result.success ? undefined : result.error?.issues[0]?.path.join('.');

test.each<[object, string | undefined]>([
  [{ eventId: '123456', participants: [one] }, undefined],
  [
    { eventId: '012345', participants: Array(250).fill({ ...one, phoneNumber: '(425) 555-0188', call: true }) },
    undefined,
  ],
  [{ eventId: 123_456, participants: [one] }, 'eventId'],
  [{ eventId: '12345', participants: [one] }, 'eventId'],
  [{ eventId: '１２３４５６', participants: [one] }, 'eventId'],
  [{ eventId: '123456', participants: [] }, 'participants'],
  [{ eventId: '123456', participants: Array(251).fill(one) }, 'participants'],
  [{ eventId: '123456', participants: [one, { ...one, name: '' }] }, 'participants.1.name'],
  [{ eventId: '123456', participants: [{ ...one, name: 'x'.repeat(101) }] }, 'participants.0.name'],
  [{ eventId: '123456', participants: [{ ...one, call: 'true' }] }, 'participants.0.call'],
  [{ eventId: '123456', participants: [{ ...one, passcode: '123456' }] }, 'participants.0'],
  [{ eventId: '123456', participants: [one], organiser: 'me@example.com' }, ''],
])('a meeting %j is wrong at %s', (body, path) => {
  expect(wrong(createMeetingRequest.safeParse(body))).toBe(path);
});

describe('who joins brings', () => {
  test.each<[object, string | undefined]>([
    [{}, undefined],
    [{ passcode: '012345' }, undefined],
    [{ link: LINK }, undefined],
    [{ passcode: '012345', link: LINK }, ''],
    [{ passcode: '12345' }, 'passcode'],
    [{ passcode: 123_456 }, 'passcode'],
    [{ link: LINK.slice(0, -1) }, 'link'],
    [{ link: LINK.toUpperCase() }, 'link'],
    [{ participantId: '0123456789abcdef' }, ''],
    [{ phoneNumber: '+14255550188' }, ''],
  ])('%j, which is wrong at %s', (body, path) => {
    expect(wrong(joinMeetingRequest.safeParse(body))).toBe(path);
  });

  test.each<[object, string | undefined]>([
    [{ link: LINK, guestKey: 'a'.repeat(43) }, undefined],
    [{ link: LINK, guestKey: 'a'.repeat(31) }, 'guestKey'],
    [{ link: LINK, guestKey: 'a'.repeat(65) }, 'guestKey'],
    [{ link: LINK }, 'guestKey'],
    [{ guestKey: 'a'.repeat(43) }, 'link'],
  ])('as a guest %j, which is wrong at %s', (body, path) => {
    expect(wrong(joinAsGuestRequest.safeParse(body))).toBe(path);
  });
});
