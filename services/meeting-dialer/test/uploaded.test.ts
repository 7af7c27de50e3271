import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createMemoryParticipants, createMemoryScheduledMeetings } from '@patchbay/repositories';
import type { InvitationMessage } from '../src/invitations.ts';
import { numbersOf } from '../src/numbers.ts';
import { uploaded, type UploadedDeps, type UploadResult } from '../src/uploaded.ts';

const NOW = Date.UTC(2026, 10, 25, 10);
const BOSS = 'boss@example.com';
const NIKKI = { Name: 'Nikki', PhoneNumber: '+14255550188', Email: 'nikki@example.com', CallParticipant: true };
const JANE = { Name: 'Jane', Email: 'jane@example.com' };
const ofFile = (participants: unknown, more: object = {}) => ({
  EventId: 123_456,
  Participants: participants,
  ...more,
});

function world(given: Partial<UploadedDeps> = {}) {
  let time = NOW;
  const now = () => time;
  const files = new Map<string, string>();
  const messages: InvitationMessage[] = [];
  const scheduledMeetings = createMemoryScheduledMeetings(now);
  const participants = createMemoryParticipants();
  let series = 0;
  const deps: UploadedDeps = {
    ...{ scheduledMeetings, participants, now },
    uploads: {
      read: async (key, most) => {
        const text = files.get(key) ?? '';
        return Buffer.byteLength(text) > most ? undefined : text;
      },
      write: async (key, json) => void files.set(key, json),
    },
    invitations: { send: async (message) => void messages.push(message) },
    numberOf: numbersOf(['US']),
    ...{ sendsMail: true, hours: 24, organiser: BOSS, allowedDomain: 'example.com' },
    uuid: () => `series-${(series += 1)}`,
    ...given,
  };
  const event = (key: string, size = 100, at = '2026-11-25T10:00:00Z') => ({
    time: at,
    detail: { object: { key, size } },
  });
  return {
    ...{ deps, files, messages, scheduledMeetings, participants, event },
    pass: (ms: number) => void (time += ms),
    async upload(content: unknown, { key = 'weekly.json', at }: { key?: string; at?: string } = {}) {
      files.set(key, typeof content === 'string' ? content : JSON.stringify(content));
      const outcome = await uploaded(event(key, 100, at), deps);
      return { outcome, result: JSON.parse(files.get(`results/${key}`) ?? 'null') as UploadResult };
    },
    async people(eventId = '123456') {
      const meeting = await scheduledMeetings.get(eventId);
      return meeting ? participants.list(meeting) : [];
    },
  };
}

test('a file opens a meeting, and those in it are invited', async () => {
  const { upload, people, messages, scheduledMeetings } = world();
  const { outcome, result } = await upload(ofFile([NIKKI, JANE]));
  const ids = (await people()).map(({ id }) => id);
  expect(outcome).toBe('scheduled');
  expect(result).toEqual({
    ...{ eventId: '123456', organiser: BOSS },
    participants: expect.arrayContaining(ids.map((id) => ({ id, result: 'added' }))),
  });
  expect(await scheduledMeetings.get('123456')).toMatchObject({
    ...{ organiser: BOSS, createdAt: NOW, closesAt: NOW + 86_400_000, sentAt: NOW, series: 'series-1' },
  });
  expect((await people()).find(({ name }) => name === 'Nikki')).toMatchObject({
    ...{
      email: 'nikki@example.com',
      phoneNumber: '+14255550188',
      mail: 'due',
      outcome: 'invited',
      call: { dueAt: NOW },
    },
  });
  expect((await people()).find(({ name }) => name === 'Jane')).not.toHaveProperty('call');
  expect(messages).toEqual([{ eventId: '123456', series: 'series-1', sentAt: NOW }]);
});

test('who can not be added for now does not keep the others waiting', async () => {
  const given = world();
  const { participants } = given;
  let isBroken = true;
  given.deps.participants = {
    ...participants,
    add: async (one) => {
      if (isBroken && one.name === 'Nikki') throw new Error('time-out');
      return participants.add(one);
    },
  };
  await expect(given.upload(ofFile([NIKKI, JANE]))).rejects.toThrow('time-out');
  expect((await given.people()).map(({ name }) => name)).toEqual(['Jane']);
  expect(given.messages).toHaveLength(1);
  isBroken = false;
  expect((await given.upload(ofFile([NIKKI, JANE]))).outcome).toBe('scheduled');
  expect(await given.people()).toHaveLength(2);
});

test('whose it is may be in the file, as the address that person signs in with', async () => {
  const { upload, scheduledMeetings } = world();
  await upload(ofFile([JANE], { Organizer: 'Other@Example.com' }));
  expect(await scheduledMeetings.get('123456')).toMatchObject({ organiser: 'other@example.com' });
});

describe('the same once more', () => {
  test('adds nobody, and leaves who is there as he is', async () => {
    const { upload, people, messages } = world();
    await upload(ofFile([NIKKI]));
    const before = await people();
    const { result } = await upload(ofFile([{ ...NIKKI, Name: 'Somebody' }]), { at: '2026-11-25T11:00:00Z' });
    expect(result).toMatchObject({ participants: [{ result: 'known' }] });
    expect(await people()).toEqual(before);
    expect(messages).toHaveLength(2);
  });

  test('by the same event has the same result', async () => {
    const { upload, pass } = world();
    const first = await upload(ofFile([NIKKI, JANE]));
    pass(60_000);
    expect(await upload(ofFile([NIKKI, JANE]))).toEqual(first);
  });

  test.each(['add', 'list', 'send', 'write'] as const)('goes on where %s failed the first time', async (what) => {
    let isBroken = true;
    const given = world();
    const failing = <Arguments extends unknown[], Result>(work: (...all: Arguments) => Promise<Result>) =>
      async function (...all: Arguments): Promise<Result> {
        if (isBroken) throw new Error('no answer');
        return work(...all);
      };
    const { participants, invitations, uploads } = given.deps;
    if (what === 'send') given.deps.invitations = { send: failing(invitations.send) };
    else if (what === 'write') given.deps.uploads = { ...uploads, write: failing(uploads.write) };
    else if (what === 'list') given.deps.participants = { ...participants, list: failing(participants.list) };
    else given.deps.participants = { ...participants, add: failing(participants.add) };
    await expect(given.upload(ofFile([NIKKI, JANE]))).rejects.toThrow('no answer');
    isBroken = false;
    const { result } = await given.upload(ofFile([NIKKI, JANE]));
    expect(result).toMatchObject({ participants: [{ result: 'added' }, { result: 'added' }] });
    expect(await given.people()).toHaveLength(2);
    expect(given.messages.length).toBeGreaterThan(0);
  });
});

describe('one that is wrong stops no other', () => {
  test.each<[string, unknown, RegExp]>([
    ['no object', 7, /JSON object/],
    ['an empty one', {}, /e-mail address, or a phone number to call/],
    ['a number that is not called', { PhoneNumber: '+14255550188' }, /e-mail address, or a phone number to call/],
    ['to be called, and no number', { ...JANE, CallParticipant: true }, /phone number to call/],
    ['no address', { ...JANE, Email: 'jane' }, /no e-mail address/],
    ['two addresses', { ...JANE, Email: 'jane@example.com, joe@example.com' }, /no e-mail address/],
    ['an address with a header in it', { ...JANE, Email: 'jane@example.com\r\nBcc: joe@example.com' }, /no e-mail/],
    ['a name with a header in it', { ...JANE, Name: 'Jane\r\nBcc: joe@example.com' }, /control characters/],
    ['a name that turns the direction', { ...JANE, Name: 'Jane\u202e' }, /control characters/],
    ['half a character', { ...JANE, Name: 'Jane\ud800' }, /control characters/],
    ['a long name', { ...JANE, Name: 'x'.repeat(101) }, /100 characters/],
    ['a premium number', { ...NIKKI, PhoneNumber: '+19005551212' }, /Premium/],
    ['a number abroad', { ...NIKKI, PhoneNumber: '+442071234567' }, /country/],
    ['the emergency number', { ...NIKKI, PhoneNumber: '911' }, /Emergency/],
    ['the number of meetings', { ...NIKKI, PhoneNumber: '+17035550122' }, /reserved/],
    ['the same twice', { ...NIKKI, Email: 'NIKKI@example.com' }, /The same as participant 1\./],
  ])('%s', async (_, one, problem) => {
    const { upload, people } = world();
    const { outcome, result } = await upload(ofFile([NIKKI, one, { Email: 'joe@example.com' }]));
    expect(outcome).toBe('scheduled');
    expect(result).toMatchObject({
      participants: [{ result: 'added' }, { problem: expect.stringMatching(problem) }, { result: 'added' }],
    });
    expect(await people()).toHaveLength(2);
  });
});

test('a meeting has room for 250, and those beyond are told so', async () => {
  const { upload, people } = world();
  const many = Array.from({ length: 240 }, (_, index) => ({ Email: `person-${index}@example.com` }));
  await upload(ofFile(many));
  const more = Array.from({ length: 20 }, (_, index) => ({ Email: `person-${index + 235}@example.com` }));
  const { result } = await upload(ofFile(more), { at: '2026-11-25T11:00:00Z' });
  const results = 'participants' in result ? result.participants : [];
  expect(results.map((each) => ('problem' in each ? 'problem' : each.result))).toEqual([
    ...[...Array<string>(5).fill('known'), ...Array<string>(10).fill('added'), ...Array<string>(5).fill('problem')],
  ]);
  expect(await people()).toHaveLength(250);
});

test('where nobody sends e-mail, none is due', async () => {
  const { upload, people } = world({ sendsMail: false });
  await upload(ofFile([JANE]));
  expect(await people()).toMatchObject([{ mail: 'none' }]);
});

describe('a file is refused', () => {
  test.each<[string, unknown, Partial<UploadedDeps>, string]>([
    ['that is none', 'hello', {}, 'must be a JSON object with EventId and Participants.'],
    ['of nobody', ofFile([JANE]), { organiser: '' }, 'Organizer is missing: it must be an e-mail address.'],
    [
      'of a stranger',
      ofFile([JANE], { Organizer: 'x@evil.example' }),
      {},
      'Organizer must be an e-mail address at example.com.',
    ],
    [
      'of no address',
      ofFile([JANE], { Organizer: 'x' }),
      { allowedDomain: '' },
      'Organizer must be an e-mail address.',
    ],
  ])('%s', async (_, content, given, problem) => {
    const { upload, messages, people } = world(given);
    expect(await upload(content)).toEqual({ outcome: 'refused', result: { problem } });
    expect([messages, await people()]).toEqual([[], []]);
  });

  test('that is too long, by its event or by what is read', async () => {
    const { deps, files, event, upload } = world();
    const problem = 'The file must have at most 1048576 bytes.';
    expect(await uploaded(event('weekly.json', 1_048_577), deps)).toBe('refused');
    expect(JSON.parse(files.get('results/weekly.json') ?? '')).toEqual({ problem });
    expect(await upload(' '.repeat(1_048_577))).toEqual({ outcome: 'refused', result: { problem } });
  });

  test('whose event id is somebody else’s, as long as that is open', async () => {
    const { upload, pass, people } = world();
    await upload(ofFile([JANE]));
    const other = { Organizer: 'other@example.com' };
    expect((await upload(ofFile([NIKKI], other))).result).toEqual({
      problem: 'EventId is in use: choose another one.',
    });
    expect(await people()).toHaveLength(1);
    pass(86_400_000);
    expect((await upload(ofFile([NIKKI], other))).outcome).toBe('scheduled');
    expect(await people()).toMatchObject([{ name: 'Nikki' }]);
  });

  test('whose meeting is over', async () => {
    const { upload, scheduledMeetings } = world();
    await upload(ofFile([JANE]));
    await scheduledMeetings.end({ eventId: '123456', series: 'series-1' }, NOW);
    expect((await upload(ofFile([NIKKI]))).result).toEqual({
      problem: 'The meeting of this EventId is over: choose another one.',
    });
  });
});

test.each(['results/weekly.json', 'results/results/weekly.json', 'weekly/'])('%s is not for us', async (key) => {
  const { deps, files, event } = world();
  expect(await uploaded(event(key), deps)).toBe('not-ours');
  expect(files.size).toBe(0);
});

test('who hands in something else is told, by its name', async () => {
  const { upload, people } = world();
  for (const key of ['weekly.csv', 'weekly.json.bak']) {
    const { outcome, result } = await upload(ofFile([JANE]), { key });
    expect({ outcome, result }).toEqual({
      outcome: 'refused',
      result: { problem: 'The file must be JSON, and its name end in .json.' },
    });
  }
  expect(await people()).toEqual([]);
  expect((await upload(ofFile([JANE]), { key: 'WEEKLY.JSON' })).outcome).toBe('scheduled');
});

test('the sample event is one', async () => {
  const sample: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../events/uploaded/of-ours.json'), 'utf8'),
  );
  expect(await uploaded(sample, world().deps)).toBe('not-ours');
  await expect(uploaded({ detail: {} }, world().deps)).rejects.toThrow();
});
