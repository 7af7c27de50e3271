import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { drawLink, isLinkOf, linkDigest, linkText, parseLink } from './links.ts';
import { participantId } from './participant-id.ts';
import { drawPasscode, passcodeDigest } from './passcodes.ts';

test('a participant is the same in a meeting: by his address, else by his number; from the id nobody can tell which', () => {
  const idOf = (about: Parameters<typeof participantId>[0], salt = 'salt-1') => participantId(about, { salt });
  const [email, phoneNumber] = ['nikki@example.com', '+14255550188'];
  expect(idOf({ email: 'Nikki@Example.com' })).toBe(idOf({ email }));
  expect(idOf({ email, phoneNumber })).toBe(idOf({ email }));
  expect(idOf({ phoneNumber })).toMatch(/^[\da-f]{16}$/);
  expect(idOf({ phoneNumber }, 'salt-2')).not.toBe(idOf({ phoneNumber }));
  expect(() => idOf({})).toThrow(TypeError);
});

test('passcodes are drawn from all that there are, and kept as what nobody can turn round without the key', async () => {
  const drawn: number[] = [];
  const draw = (value: number) => drawPasscode((below) => (drawn.push(below), value));
  expect([draw(0), draw(7), draw(999_999)]).toEqual(['000000', '000007', '999999']);
  expect(new Set(drawn)).toEqual(new Set([1_000_000]));
  const digest = passcodeDigest(async () => 'key');
  const meeting = { eventId: '123456', series: 's-1' };
  expect(await digest(meeting, '654321')).toBe(createHmac('sha256', 'key').update('123456:s-1:654321').digest('hex'));
  expect(await digest({ ...meeting, series: 's-2' }, '654321')).not.toBe(await digest(meeting, '654321'));
});

describe('a link', () => {
  const id = '0123456789abcdef';

  test('has 256 random bits, and is known by its digest', () => {
    const link = drawLink(id, randomBytes);
    expect(parseLink(linkText(link))).toEqual(link);
    expect(Buffer.from(link.token, 'base64url')).toHaveLength(32);
    expect(isLinkOf({ link: linkDigest(link.token) }, link.token)).toBe(true);
    expect(isLinkOf({ link: linkDigest(link.token) }, drawLink(id, randomBytes).token)).toBe(false);
    expect(isLinkOf({}, link.token)).toBe(false);
    expect(isLinkOf({ link: '' }, '')).toBe(false);
  });

  test.each([
    '',
    id,
    `${id}.`,
    `${id}.${'A'.repeat(42)}`,
    `${id}.${'A'.repeat(44)}`,
    `x${id}.${'A'.repeat(43)}`,
    `${id}.${'A'.repeat(42)}+`,
  ])('is not %j', (text) => {
    expect(parseLink(text)).toBeUndefined();
  });
});
