import { describe, expect, test } from '@jest/globals';
import { isListedUser } from './sip-users.ts';
import { checkVoiceConnector, findVoiceConnector, type VoiceConnectorDestination } from './voice-connectors.ts';

const PBX = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
const LAB = 'arn:aws:chime:us-east-1:111122223333:vc/zyxwvu1ghij2klmno3pqr4';
const list: VoiceConnectorDestination[] = [
  { arn: PBX, users: ['+12065550150', '44*', 'reception', 'a%20b', '(9)'] },
  { arn: LAB, users: ['4499', 'lab-*', 'reception', '+1425*', '7-11'] },
];
const all: VoiceConnectorDestination[] = [{ arn: PBX, users: ['*'] }];

/** Texts that a SIP address, a header, a path or a parser could stumble over. */
const hostile = [
  '',
  ' ',
  '*',
  '44*',
  '44**',
  '*72',
  '44*72',
  '44%2A72',
  '44%40evil.example.com',
  '4455@evil.example.com',
  'sip:4455',
  '4455;user=phone',
  '4455?X-Original-Calling-Number=1',
  '4455\r\nX-Evil: 1',
  '4455\n4456',
  '4455\0',
  '44/../55',
  '44=1',
  '44&a',
  '44$(id)',
  '44!',
  '44~',
  '４４５５',
  '44é',
  '44\u202e55x',
  `44${'5'.repeat(35)}`,
  '4'.repeat(1_000_000),
];

describe('exactly one user is asked for', () => {
  test.each([
    ['+12065550150', PBX],
    ['4455', PBX],
    ['44', PBX],
    ['4425550188', PBX],
    [`44${'5'.repeat(34)}`, PBX],
    ['a%20b', PBX],
    ['(9)', PBX],
    ['lab-1.2', LAB],
  ])('%s', (user, arn) => {
    const allowed = { allowed: true, arn, user };
    expect(checkVoiceConnector(arn, user, list)).toEqual(allowed);
    expect(checkVoiceConnector(undefined, user, list)).toEqual(allowed);
  });

  test.each([
    [LAB, '+12065550150', 'unknown-sip-user'],
    [PBX, '12065550150', 'unknown-sip-user'],
    [PBX, 'Reception', 'unknown-sip-user'],
    [PBX, '(206) 555-0150', 'not-a-sip-user'],
    [undefined, 'nobody', 'unknown-sip-user'],
    [undefined, 'reception', 'ambiguous-voice-connector'],
    ['arn:aws:chime:us-east-1:999999999999:vc/somebodyelses000000000', '4455', 'unknown-voice-connector'],
    ['', '4455', 'unknown-voice-connector'],
    [PBX.slice(0, -1), '4455', 'unknown-voice-connector'],
  ])('%s has not %s: %s', (arn, user, reason) => {
    expect(checkVoiceConnector(arn, user, list)).toEqual({
      allowed: false,
      reason,
      message: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  test('by two entries of one Voice Connector', () => {
    const twice = [...all, { arn: PBX, users: ['4455'] }];
    expect(checkVoiceConnector(undefined, '4455', twice)).toEqual({ allowed: true, arn: PBX, user: '4455' });
  });

  test('nobody, where nobody is listed', () => {
    expect(checkVoiceConnector(undefined, '4455', [])).toMatchObject({ reason: 'unknown-voice-connector' });
    expect(checkVoiceConnector(PBX, '4455', [{ arn: PBX, users: [] }])).toMatchObject({ reason: 'unknown-sip-user' });
  });

  test.each(hostile)('not %.40j', (user) => {
    expect(checkVoiceConnector(PBX, user, list)).toMatchObject({ allowed: false });
    expect(checkVoiceConnector(undefined, user, all)).toMatchObject({ allowed: false });
  });
});

describe('a person writes', () => {
  test.each([
    ['(206) 555-0150', PBX, '+12065550150'],
    ['2065550150', PBX, '+12065550150'],
    ['+1 206.555.0150', PBX, '+12065550150'],
    ['\u202a+12065550150\u202c', PBX, '+12065550150'],
    ['１２０６５５５０１５０', PBX, '+12065550150'],
    ['4455', PBX, '4455'],
    ['44-55', PBX, '4455'],
    [' 44 55 ', PBX, '4455'],
    // In full, so before 44*.
    ['4499', LAB, '4499'],
    ['reception', PBX, 'reception'],
    [' reception\n', PBX, 'reception'],
    ['lab-7', LAB, 'lab-7'],
    ['(425) 555-0188', LAB, '+14255550188'],
    ['7-11', LAB, '7-11'],
    ['711', LAB, '7-11'],
  ])('%j', (typed, arn, user) => {
    expect(findVoiceConnector(typed, list, 'US')).toEqual({ arn, user });
  });

  test.each([
    '206 555 0151',
    // The area code 442.
    '(442) 555-0188',
    '4425550188',
    '+44 20 7946 0018',
    'Reception',
    'reception desk',
    'lab',
    '2065550150 ext. 5',
    '+12065550150;ext=5',
    '++12065550150',
    '+44-55+',
    '4455'.padEnd(65),
  ])('%j, which is nobody', (typed) => {
    expect(findVoiceConnector(typed, list, 'US')).toBeUndefined();
  });

  // The punctuation of numbers and invisible marks are removed: what is left is a user like any other.
  const harmless = ['44/../55', '44\u202e55x'];
  test.each(hostile.filter((text) => !harmless.includes(text)))('%.40j, which is nobody', (typed) => {
    expect(findVoiceConnector(typed, list, 'US')).toBeUndefined();
    expect(findVoiceConnector(typed, [{ arn: PBX, users: ['44*'] }], 'US')).toBeUndefined();
  });

  test.each([
    ['44/../55', '4455'],
    ['44\u202e55x', '4455x'],
  ])('%j and gets %s', (typed, user) => {
    expect(findVoiceConnector(typed, all, 'US')).toEqual({ arn: PBX, user });
  });

  test('the same number in another country', () => {
    expect(findVoiceConnector('(206) 555-0150', list, 'GB')).toBeUndefined();
    expect(findVoiceConnector('020 7946 0018', [{ arn: PBX, users: ['00442079460018'] }], 'GB')).toEqual({
      arn: PBX,
      user: '00442079460018',
    });
    expect(findVoiceConnector('07700 900123', [{ arn: PBX, users: ['+44*'] }], 'GB')).toEqual({
      arn: PBX,
      user: '+447700900123',
    });
  });

  test('a value that is not text', () => {
    expect(findVoiceConnector(undefined as unknown as string, all, 'US')).toBeUndefined();
  });
});

test.each(['911', '+911', '9-1-1', '112', '999', '000'])('%s is reached where it is listed in full only', (typed) => {
  const user = typed.replaceAll('-', '');
  expect(findVoiceConnector(typed, all, 'US')).toBeUndefined();
  expect(checkVoiceConnector(PBX, user, all)).toMatchObject({ reason: 'unknown-sip-user' });
  expect(findVoiceConnector(typed, [{ arn: PBX, users: [user] }], 'US')).toEqual({ arn: PBX, user });
});

describe('what a list may have', () => {
  test.each(['+12065550150', '44*', '*', 'a', '!~-_.()%/$+=&'.replace("'", ''), 'x'.repeat(36), `${'x'.repeat(35)}*`])(
    '%s',
    (entry) => expect(isListedUser(entry)).toBe(true),
  );

  test.each(['', '**', '*44', '4*4', 'a b', 'a@b', 'a;b', 'é', '44\n', 'x'.repeat(37), `${'x'.repeat(36)}*`])(
    'not %j',
    (entry) => expect(isListedUser(entry)).toBe(false),
  );
});
