import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { seededIds } from '@patchbay/emulator';
import { linkDigest } from '@patchbay/meetings';
import { type Choices, createWarmMeetingDialer, openMeetingDialer } from '../src/index.ts';

jest.setTimeout(60_000);

const EVENTS = ['314159', '271828'] as const;
const INTERLEAVINGS = 2;
const lines: string[] = [];
beforeEach(() => {
  const written = (line: unknown) => lines.push(String(line)) > 0;
  for (const each of [process.stdout, process.stderr]) jest.spyOn(each, 'write').mockImplementation(written);
});
afterEach(() => void jest.restoreAllMocks());

/** Two meetings of two organisers, to each of which two others are invited. */
async function prepared(seed: number | undefined) {
  const { random } = seededIds(seed ?? 0);
  let isDrawn = false;
  // Nothing is drawn but the order in which what is at work goes on.
  const choices: Choices = {
    chosen: {},
    of: (name, usual, draw) => (isDrawn && name === 'turn' ? draw(random) : usual),
  };
  const mails: { to: string; text: string }[] = [];
  const wrongs: string[] = [];
  const world = openMeetingDialer({
    ...{ choices, seed: 1 },
    settings: {
      ...{ eventId: EVENTS[0], wrongPasscodes: 20, guesses: 10, lines: 5 },
      invitations: { retries: 1, mailsPerSecond: 10, callsPerSecond: 5, activeCalls: 10 },
      people: [],
    },
    odds: { rate: 0, isUnruly: false, ms: 0 },
    passcodes: 1_000_000,
    mailed: ({ to, text }) => mails.push({ to, text }),
    wrong: (text) => wrongs.push(text),
  });
  const warm = createWarmMeetingDialer(world.system);
  const { clock, turns, aws } = world;
  async function done<T>(begin: () => Promise<T>): Promise<T> {
    let isDone = false;
    const work = turns.take().then(begin);
    void work.finally(() => (isDone = true));
    await clock.passUntil(() => isDone, 120_000);
    return work;
  }
  const sides: Side[] = [];
  for (const [side, eventId] of EVENTS.entries()) {
    const boss = `boss-${side}`;
    const of = (name: string, index: number, call: boolean) => ({
      ...{
        name: `${name}-${side}`,
        email: `${name}-${side}@example.com`,
        phoneNumber: `+1425555${side}10${index}`,
        call,
      },
    });
    const people = [of('ann', 0, false), of('bob', 1, true), of('cid', 2, true)] as const;
    const invitees = people.slice(0, 2);
    await done(() => warm.http({ route: 'create', eventId, by: boss, body: { eventId, participants: invitees } }));
    await clock.pass(9_000);
    const meeting = (await aws.tables.scheduledMeetings.get(eventId))!;
    const known = await aws.tables.participants.list(meeting);
    const [ann, bob] = invitees.map(({ name }) => known.find((each) => each.name === name)!);
    const text = mails.find(({ to }) => to === `ann-${side}@example.com`)?.text ?? '';
    const [, passcode = ''] = /passcode (\d{6})/.exec(text) ?? [];
    const [, link = ''] = /#(\S+)/.exec(text) ?? [];
    sides.push({ ...{ side, eventId, boss, meeting, people, passcode, link }, ann: ann!, bob: bob! });
  }
  isDrawn = seed !== undefined;
  return { ...{ world, warm, mails, wrongs, done }, sides: sides as [Side, Side] };
}

interface Side {
  side: number;
  eventId: string;
  boss: string;
  meeting: { eventId: string; series: string };
  people: readonly object[];
  ann: { id: string };
  bob: { id: string; call?: { attempt: number } };
  passcode: string;
  link: string;
}
type Prepared = Awaited<ReturnType<typeof prepared>>;
type Work = (its: Prepared, side: Side) => Promise<unknown>;

const http =
  (route: string, ask: (side: Side) => { by: string; id?: string; body?: object }): Work =>
  ({ warm }, side) =>
    warm.http({ route, eventId: side.eventId, ...ask(side) });

/** An event of the call to Bob. */
function ofBob({ side, eventId, meeting, bob }: Side, type: string, more: object, attributes?: object) {
  return {
    ...{ SchemaVersion: '1.0', Sequence: 1, InvocationEventType: type, ...more },
    CallDetails: {
      TransactionId: `6e1f7b1f-4b8f-4b3c-9d53-0c1f7a4a9b1${side}`,
      ...{
        AwsAccountId: '111122223333',
        AwsRegion: 'us-east-1',
        SipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42',
      },
      Participants: [
        {
          ...{ CallId: `9f5c1e7a-20d4-4a0b-8b0b-77d1c3f9e00${side}`, ParticipantTag: 'LEG-A', Direction: 'Outbound' },
          ...{ To: `+1425555${side}101`, From: '+12065550130', StartTimeInMilliseconds: '1786000000123' },
          ...{ Status: 'Connected' },
        },
      ],
      ...(attributes && {
        TransactionAttributes: {
          ...{ flow: 'meeting-dialer', participant: `${eventId} ${meeting.series} ${bob.id}`, ...attributes },
        },
      }),
    },
  };
}
const spoken = (side: Side, ReceivedDigits: string) => ({
  ActionData: {
    Type: 'SpeakAndGetDigits',
    Parameters: { CallId: `9f5c1e7a-20d4-4a0b-8b0b-77d1c3f9e00${side.side}`, SpeechParameters: { Text: 'x' } },
    ReceivedDigits,
  },
});

const works: Readonly<Record<string, Work>> = {
  create: http('create', ({ boss, eventId, people }) => ({ by: boss, body: { eventId, participants: people } })),
  add: http('add', ({ boss, people }) => ({ by: boss, body: { participants: people } })),
  'list for the organiser': http('list', ({ boss }) => ({ by: boss })),
  'list for a participant': http('list', ({ side }) => ({ by: `ann-${side}` })),
  'join by link': http('join', ({ side, link }) => ({ by: `user-${side}`, body: { link } })),
  'join by passcode': http('join', ({ side, passcode }) => ({ by: `user-${side}`, body: { passcode } })),
  'join by address': http('join', ({ side }) => ({ by: `bob-${side}`, body: {} })),
  'join with nothing right': http('join', ({ side }) => ({ by: `user-${side}`, body: { passcode: '000000' } })),
  'join as a guest': http('guest', ({ side, link }) => ({
    by: `guest-${side}`,
    body: { link, guestKey: 'k'.repeat(43) },
  })),
  resend: http('resend', ({ boss, ann }) => ({ by: boss, id: ann.id })),
  call: http('call', ({ boss, ann }) => ({ by: boss, id: ann.id })),
  end: http('end', ({ boss }) => ({ by: boss })),
  upload: ({ warm }, { eventId, boss }) =>
    warm.upload(
      JSON.stringify({
        EventId: eventId,
        Organizer: `${boss}@example.com`,
        Participants: [{ Email: `dee-${boss}@example.com` }],
      }),
    ),
  async invite({ warm, world }, { meeting, ann }) {
    const { participants } = world.aws.tables;
    const key = { ...meeting, id: ann.id };
    await participants.resend(key);
    await participants.callAgain(key, world.now());
    return warm.queue({ eventId: meeting.eventId, series: meeting.series, sentAt: world.now() });
  },
  async presence({ warm }, side) {
    await http('join', ({ link }) => ({ by: `user-${side.side}`, body: { link } }))({ warm } as Prepared, side);
    const detail = { eventType: 'chime:AttendeeJoined', meetingId: 'm', timestamp: 1 };
    const external = {
      externalMeetingId: `${side.eventId}-${side.meeting.series}`,
      externalUserId: `p-${side.ann.id}-x`,
    };
    return warm.presence({ detail: { ...detail, ...external } });
  },
  'a call is answered': ({ warm }, side) =>
    warm.sma(ofBob(side, 'CALL_ANSWERED', {}, { step: 'calling', invited: '1 first' }), `bob-${side.side}`),
  'a call presses 1': ({ warm }, side) =>
    warm.sma(
      ofBob(side, 'ACTION_SUCCESSFUL', spoken(side, '1'), { step: 'asked', invited: '1 first' }),
      `bob-${side.side}`,
    ),
  'a caller keys in his passcode': ({ warm }, side) =>
    warm.sma(
      ofBob(side, 'ACTION_SUCCESSFUL', spoken(side, side.passcode), { step: 'passcode', event: side.eventId }),
      `bob-${side.side}`,
    ),
};

/** What identifiers, tokens and passcodes are, and whose; the same in every run. */
async function namesIn({ world, mails }: Prepared): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const { scheduledMeetings, participants } = world.aws.tables;
  for (const eventId of EVENTS) {
    const meeting = await scheduledMeetings.get(eventId);
    if (!meeting) continue;
    names.set(meeting.series, `<series of ${eventId}>`);
    for (const each of await participants.list(meeting)) {
      names.set(each.id, `<${each.name}>`);
      for (const { text } of mails) {
        const [, token = ''] = /#\w+\.(\S+)/.exec(text) ?? [];
        const [, passcode = ''] = /passcode (\d{6})/.exec(text) ?? [];
        if (linkDigest(token) !== each.link) continue;
        names.set(token, `<link of ${each.name}>`);
        names.set(passcode, `<passcode of ${each.name}>`);
      }
    }
  }
  for (const { MeetingId, ExternalMeetingId, attendees } of Object.values(world.chime.export().meetings)) {
    names.set(MeetingId, `<meeting ${ExternalMeetingId}>`);
    for (const { AttendeeId, JoinToken, ExternalUserId } of Object.values(attendees)) {
      names.set(AttendeeId, `<attendee ${ExternalUserId}>`);
      names.set(JoinToken, `<token ${ExternalUserId}>`);
    }
  }
  return names;
}

/** Lets works be done, at the same time if there are several; what came of each side, in words that say whose it is. */
async function outcome(seed: number | undefined, doing: readonly (readonly [work: Work, side: 0 | 1])[]) {
  const its = await prepared(seed);
  const { world, mails, done, sides } = its;
  const mailsBefore = mails.length;
  lines.length = 0;
  const answers = await done(() => Promise.all(doing.map(([work, side]) => work(its, sides[side]))));
  const names = await namesIn(its);
  world.chime.close();
  const named = (value: unknown): string =>
    [...names].reduce(
      (text, [secret, name]) => text.replaceAll(secret, name),
      [...names].reduce((text, [secret, name]) => text.replaceAll(secret, name), JSON.stringify(value)),
    );
  const sorted = (list: readonly string[]) => list.toSorted();
  return {
    answers: answers.map(named),
    mails: sorted(mails.slice(mailsBefore).map(named)),
    log: sorted(
      lines.map((line) => {
        const { timestamp: _timestamp, ...rest } = JSON.parse(line) as Record<string, unknown>;
        return named(rest);
      }),
    ),
  };
}

const pairs = Object.keys(works).flatMap((one, index) =>
  Object.keys(works)
    .slice(index)
    .map((other) => [one, other] as const),
);

test('what one of two invocations answers, logs and mails has nothing of the other, in whatever order they go on', async () => {
  const alone = new Map<string, Awaited<ReturnType<typeof outcome>>>();
  for (const [name, work] of Object.entries(works)) {
    for (const side of [0, 1] as const) alone.set(`${name} ${side}`, await outcome(undefined, [[work, side]]));
  }
  const differences: unknown[] = [];
  for (const [number, [one, other]] of pairs.entries()) {
    const [first, second] = [alone.get(`${one} 0`)!, alone.get(`${other} 1`)!];
    const wanted = {
      answers: [...first.answers, ...second.answers],
      mails: [...first.mails, ...second.mails].toSorted(),
      log: [...first.log, ...second.log].toSorted(),
    };
    for (let seed = 1; seed <= INTERLEAVINGS; seed++) {
      const together = await outcome(number * INTERLEAVINGS + seed, [
        [works[one]!, 0],
        [works[other]!, 1],
      ]);
      if (JSON.stringify(together) !== JSON.stringify(wanted)) differences.push({ one, other, together, wanted });
    }
  }
  // That something has come of each of them.
  const came = (name: string) => alone.get(`${name} 0`)?.answers[0];
  expect(Object.keys(works).filter((name) => /"statusCode":20[02]/.test(came(name) ?? ''))).toEqual(
    Object.keys(works)
      .slice(0, 12)
      .filter((name) => name !== 'join with nothing right'),
  );
  expect(came('a call is answered')).toContain('Hello bob-0');
  expect(came('a call presses 1')).toContain('<token p-<bob-0>');
  expect(came('a caller keys in his passcode')).toContain('<token p-<ann-0>');
  expect(alone.get('invite 0')?.mails).toHaveLength(1);
  expect(differences.slice(0, 3)).toEqual([]);
});
