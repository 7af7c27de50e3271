import { describe, expect, test } from '@jest/globals';
import { MAX_UPLOAD_BYTES, readUpload } from './read-upload.ts';

const NIKKI = { Name: 'Nikki', PhoneNumber: '+13125551212', Email: 'nikki@example.com', CallParticipant: true };
const file = (more: object = {}) => JSON.stringify({ EventId: 123_456, Participants: [NIKKI], ...more });
const wantedOf = (one: unknown) => {
  const read = readUpload(file({ Participants: [one] }));
  return read.ok ? read.upload.participants[0] : read;
};
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('a file as the demo has them', () => {
  expect(readUpload(file({ Organizer: 'Boss@Example.com' }))).toEqual({
    ok: true,
    upload: {
      eventId: '123456',
      organiser: 'boss@example.com',
      participants: [
        {
          ok: true,
          wanted: { name: 'Nikki', email: 'nikki@example.com', phoneNumber: '+13125551212', call: true },
        },
      ],
    },
  });
});

test.each<[string, object, object]>([
  ['an id as a text, with a zero first', { EventId: '012345' }, { eventId: '012345' }],
  ['an organiser who is nobody', { Organizer: null }, { eventId: '123456' }],
  ['an organiser who is empty', { Organizer: ' ' }, { eventId: '123456' }],
  ['fields that nobody knows', { Subject: 'Weekly', ['__proto__']: { x: 1 } }, { eventId: '123456' }],
])('%s', (_, more, expected) => {
  const read = readUpload(file(more));
  expect(read).toMatchObject({ ok: true, upload: expected });
  if (read.ok && !('organiser' in expected)) expect(read.upload).not.toHaveProperty('organiser');
});

test('a byte order mark before it', () => {
  expect(readUpload(`\uFEFF${file()}`)).toMatchObject({ ok: true });
});

const ID = 'EventId must be six digits, such as 123456.';
const LIST = 'Participants must be a list of 1 to 1000 participants.';
const OBJECT = 'must be a JSON object with EventId and Participants.';

test.each<[string, string, string]>([
  ['nothing', '', OBJECT],
  ['half a file', file().slice(0, 40), OBJECT],
  ['a list', '[]', OBJECT],
  ['a list of lists, very deep', nested(400_000), OBJECT],
  ['no id', file({ EventId: undefined }), ID],
  ['a short id', file({ EventId: 12_345 }), ID],
  ['a long id', file({ EventId: '1234567' }), ID],
  ['an id of a fraction', file({ EventId: 1234.5 }), ID],
  ['an id of letters', file({ EventId: '12345a' }), ID],
  ['an id of digits of another script', file({ EventId: '１２３４５６' }), ID],
  ['an id with a line after it', file({ EventId: '123456\n' }), ID],
  ['an id that is an object', file({ EventId: {} }), ID],
  ['an organiser that is a number', file({ Organizer: 7 }), 'Organizer must be an e-mail address.'],
  ['a very long organiser', file({ Organizer: 'x'.repeat(400) }), 'Organizer must be an e-mail address.'],
  ['no list', file({ Participants: undefined }), LIST],
  ['an empty list', file({ Participants: [] }), LIST],
  ['an object for a list', file({ Participants: { 0: NIKKI } }), LIST],
  ['ten thousand participants', file({ Participants: Array(10_000).fill({ Name: 'x' }) }), LIST],
  ['two mistakes', file({ EventId: 1, Participants: 1 }), `${ID.slice(0, -1)}; ${LIST}`],
  ['too much', ' '.repeat(MAX_UPLOAD_BYTES + 1), `The file must have at most ${MAX_UPLOAD_BYTES} bytes.`],
  [
    'too much in bytes',
    JSON.stringify('é'.repeat(MAX_UPLOAD_BYTES / 2)),
    `The file must have at most ${MAX_UPLOAD_BYTES} bytes.`,
  ],
])('%s is refused, with the place and what is allowed', (_, text, problem) => {
  expect(readUpload(text)).toEqual({ ok: false, problem });
});

describe('one participant', () => {
  test.each<[string, unknown, object]>([
    ['has a name, or is a guest', { Email: 'a@example.com' }, { name: 'Guest', email: 'a@example.com', call: false }],
    ['with empty texts', { Name: '', PhoneNumber: ' ', Email: null }, { name: 'Guest', call: false }],
    ['is called only if it is to', { ...NIKKI, CallParticipant: false }, { call: false }],
    ['is not called where nothing is said', { ...NIKKI, CallParticipant: null }, { call: false }],
  ])('%s', (_, one, expected) => {
    expect(wantedOf(one)).toMatchObject({ ok: true, wanted: expected });
  });

  test.each<[string, unknown, string]>([
    ['that is a text', 'Nikki', 'must be a JSON object with Name, Email, PhoneNumber and CallParticipant.'],
    ['that is null', null, 'must be a JSON object with Name, Email, PhoneNumber and CallParticipant.'],
    ['whose name is a number', { ...NIKKI, Name: 7 }, 'Name must be a text of 1 to 100 characters.'],
    ['whose name is deep', { ...NIKKI, Name: [[[[]]]] }, 'Name must be a text of 1 to 100 characters.'],
    ['whose name is a book', { ...NIKKI, Name: 'x'.repeat(900_000) }, 'Name must be a text of 1 to 100 characters.'],
    [
      'whose number is a number',
      { ...NIKKI, PhoneNumber: 13_125_551_212 },
      'PhoneNumber must be a phone number as a text, such as "+12065550100".',
    ],
    ['whose address is a list', { ...NIKKI, Email: ['a@example.com'] }, 'Email must be an e-mail address as a text.'],
    ['that is called "True"', { ...NIKKI, CallParticipant: 'True' }, 'CallParticipant must be true or false.'],
  ])('%s has a problem, and the others have none', (_, one, problem) => {
    const read = readUpload(file({ Participants: [NIKKI, one, NIKKI] }));
    expect(read).toMatchObject({ ok: true });
    if (read.ok) expect(read.upload.participants.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(wantedOf(one)).toEqual({ ok: false, problem });
  });
});
