import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BOSS, startApi, type Api, type Given } from './support/api-world.ts';

const opened: Api[] = [];
let api: Api;
beforeEach(async () => {
  api = await open();
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.stop();
});

const PASSCODE = '654321';
const GUEST_KEY = 'a'.repeat(43);

/** With a meeting that Nikki and Jane are invited to. */
async function open(given?: Given): Promise<Api> {
  const started = await startApi(given);
  opened.push(started);
  const participants = [
    { name: 'Nikki', email: 'nikki@example.com', call: false },
    { name: 'Jane', email: 'jane@example.com', call: false },
  ];
  await started.ask('POST /meetings', { body: { eventId: '123456', participants } });
  return started;
}

async function nikki(from = api) {
  const found = (await from.people()).find(({ name }) => name === 'Nikki');
  if (!found) throw new Error('Nikki is not invited');
  return found;
}
const invited = async (from = api) => from.mail(await nikki(from), PASSCODE);
const join = (by: string, body: unknown, eventId = '123456', to = api) =>
  to.ask('POST /meetings/{eventId}/join', { by, body, eventId });
const asGuest = (to: Api, link: string, guestKey = GUEST_KEY) =>
  to.ask('POST /meetings/{eventId}/guests', { by: '', body: { link, guestKey } });
const NONE = { status: 404, code: 'no-such-meeting' };

describe('who has signed in joins', () => {
  test('with the passcode, and the meeting is made then', async () => {
    await invited();
    expect(api.chimeMeetings()).toEqual([]);
    const { status, body } = await join('somebody', { passcode: PASSCODE });
    expect(status).toBe(200);
    const [meetingId] = api.chimeMeetings();
    expect(body).toMatchObject({
      meeting: { MeetingId: meetingId, MediaRegion: 'us-east-1', MediaPlacement: expect.anything() },
      attendee: { ExternalUserId: expect.stringMatching(new RegExp(`^p-${(await nikki()).id}-`)) },
      participant: { id: (await nikki()).id, name: 'Nikki' },
    });
    expect(body.attendee.JoinToken).not.toBe('');
    expect(await nikki()).toMatchObject({ boundTo: 'somebody' });
  });

  test('with the link', async () => {
    const link = await invited();
    expect((await join('somebody', { link })).status).toBe(200);
  });

  test('with neither, when his address is on the list, or it is his meeting', async () => {
    expect((await join('jane', {})).status).toBe(200);
    expect((await join(BOSS, {})).status).toBe(200);
    expect((await api.people()).map(({ email }) => email).sort()).toEqual(
      ['boss', 'jane', 'nikki'].map((name) => `${name}@example.com`),
    );
    expect((await join('stranger', {})).body).toMatchObject(NONE);
    expect(api.chimeMeetings()).toHaveLength(1);
  });

  test('as the same attendee when he comes again, as another one with another invitation', async () => {
    const link = await invited();
    const first = await join('somebody', { link });
    const again = await join('somebody', { passcode: PASSCODE });
    expect(again.body.attendee.AttendeeId).toBe(first.body.attendee.AttendeeId);
    const other = await join('jane', {});
    expect(other.body.attendee.AttendeeId).not.toBe(first.body.attendee.AttendeeId);
    expect(other.body.meeting.MeetingId).toBe(first.body.meeting.MeetingId);
  });

  test('with an invitation that is not somebody else’s yet; whose address it is always joins', async () => {
    const link = await invited();
    await join('somebody', { link });
    for (const body of [{ link }, { passcode: PASSCODE }]) {
      expect((await join('other', body)).body).toMatchObject({ status: 409, code: 'somebody-elses' });
    }
    expect((await join('nikki', {})).status).toBe(200);
  });

  test('not as who he says he is in the body', async () => {
    await invited();
    const { status } = await join('somebody', { passcode: PASSCODE, participantId: (await nikki()).id });
    expect(status).toBe(400);
  });

  test('in another meeting when the one that was there has ended', async () => {
    const first = await join('jane', {});
    await api.deps.meetings.end(first.body.meeting.MeetingId);
    const second = await join('jane', {});
    expect(second.status).toBe(200);
    expect(second.body.meeting.MeetingId).not.toBe(first.body.meeting.MeetingId);
    expect(api.chimeMeetings()).toEqual([second.body.meeting.MeetingId]);
  });
});

describe('nobody learns', () => {
  test('what is wrong: the passcode, the link, or the event id', async () => {
    const link = await invited();
    const wrongLink = `${link.slice(0, 17)}${'A'.repeat(43)}`;
    const answers = [
      await join('guesser', { passcode: '000000' }),
      await join('guesser', { passcode: PASSCODE }, '111111'),
      await join('guesser', { link: wrongLink }),
      await join('guesser', { link }, '111111'),
      await join('guesser', { link: `0123456789abcdef.${'A'.repeat(43)}` }),
      await join('guesser', {}),
      await join('guesser', {}, 'no-number'),
    ];
    for (const { text } of answers) expect(text).toBe(answers[0]?.text);
    expect(answers[0]?.body).toMatchObject(NONE);
  });

  test('the passcode by trying; who has the link still joins', async () => {
    const strict = await open({ guesses: 3 });
    const link = await invited(strict);
    for (let each = 0; each < 3; each++) {
      expect((await join('guesser', { passcode: `00000${each}` }, '123456', strict)).status).toBe(404);
    }
    expect((await join('guesser', { passcode: PASSCODE }, '123456', strict)).status).toBe(429);
    expect((await join('guesser', { link }, '123456', strict)).status).toBe(200);
  });

  test('the passcode in the log', async () => {
    const link = await invited();
    await join('somebody', { passcode: PASSCODE });
    await join('somebody', { link });
    expect(api.log()).not.toMatch(new RegExp(`${PASSCODE}|${link.slice(17)}|JoinToken|somebody`));
  });

  test('who was asked for before: answers of warm functions have nothing of each other', async () => {
    const link = await invited();
    const [mine, theirs, none] = await Promise.all([
      join('somebody', { link }),
      join('jane', {}),
      join('stranger', { passcode: '000000' }),
    ]);
    expect(mine.body.participant['name']).toBe('Nikki');
    expect(theirs.body.participant['name']).toBe('Jane');
    expect(theirs.text).not.toContain(mine.body.attendee.JoinToken);
    expect(Object.keys(none.body).sort()).toEqual(['code', 'detail', 'status', 'title']);
  });
});

describe('guests', () => {
  test('may not join where nobody has allowed it', async () => {
    const link = await invited();
    expect((await asGuest(api, link)).body).toMatchObject({ status: 403, code: 'no-guests' });
    expect(await nikki()).not.toHaveProperty('boundTo');
  });

  test('join with a link, and again with the key of the first time', async () => {
    const open_ = await open({ guests: true });
    const link = await invited(open_);
    const first = await asGuest(open_, link);
    expect(first.status).toBe(200);
    expect((await asGuest(open_, link)).body.attendee.AttendeeId).toBe(first.body.attendee.AttendeeId);
    expect((await asGuest(open_, link, 'b'.repeat(43))).body).toMatchObject({ status: 409, code: 'somebody-elses' });
    const { boundTo } = await nikki(open_);
    expect(boundTo).toBe(`guest:${createHash('sha256').update(GUEST_KEY).digest('hex')}`);
    expect((await join('somebody', { link }, '123456', open_)).body.code).toBe('somebody-elses');
  });

  test('with a wrong link are told as little as others', async () => {
    const open_ = await open({ guests: true });
    const link = await invited(open_);
    for (const wrong of [`${link.slice(0, 17)}${'A'.repeat(43)}`, `0123456789abcdef.${'A'.repeat(43)}`]) {
      expect((await asGuest(open_, wrong)).body).toMatchObject(NONE);
    }
    expect((await asGuest(open_, link)).status).toBe(200);
  });

  test('with a link that was mailed again have none', async () => {
    const open_ = await open({ guests: true });
    const link = await invited(open_);
    await open_.participants.resend(await nikki(open_));
    await open_.mail(await nikki(open_), '111222');
    expect((await asGuest(open_, link)).body).toMatchObject(NONE);
  });

  test('join ten times a minute', async () => {
    const open_ = await open({ guests: true });
    const link = await invited(open_);
    for (let each = 0; each < 10; each++) expect((await asGuest(open_, link)).status).toBe(200);
    const { status, headers } = await asGuest(open_, link);
    expect(status).toBe(429);
    open_.pass(Number(headers['retry-after']) * 1_000);
    expect((await asGuest(open_, link)).status).toBe(200);
  });
});
