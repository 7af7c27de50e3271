import { afterEach, expect, jest, test } from '@jest/globals';
import { seededIds } from '@patchbay/emulator';
import { openMeetingDialer, recordedChoices, type MeetingDialerWorld } from '../src/index.ts';

jest.setTimeout(60_000);

const NUMBER = '+12065550130';
const HOUR_MS = 3_600_000;
const BOSS = { id: 'boss', email: 'boss@example.com' };
const [ANN, BOB, CID] = ['Ann', 'Bob', 'Cid'].map((name, index) => ({
  ...{ name, email: `${name.toLowerCase()}@example.com`, phoneNumber: `+1425555010${index}`, call: false },
})) as [Person, Person, Person];
interface Person {
  name: string;
  email: string;
  phoneNumber: string;
  call: boolean;
}
const worlds: MeetingDialerWorld[] = [];
afterEach(() => {
  for (const { chime } of worlds.splice(0)) chime.close();
});

/** A meeting to which three are invited by mail, and somebody who guesses. */
async function invited(seed = 1) {
  const passcodes = new Map<string, { passcode: string; link: string }>();
  const wrongs: string[] = [];
  const world = openMeetingDialer({
    ...{ choices: recordedChoices({}), seed },
    settings: {
      ...{ eventId: '314159', wrongPasscodes: 20, guesses: 10, lines: 5 },
      invitations: { retries: 1, mailsPerSecond: 10, callsPerSecond: 1, activeCalls: 10 },
      people: [],
    },
    odds: { rate: 0, isUnruly: false, ms: 0 },
    passcodes: 1_000_000,
    mailed: ({ to, text }) => {
      const [, passcode = ''] = /passcode (\d{6})/.exec(text) ?? [];
      const [, link = ''] = /#(\S+)/.exec(text) ?? [];
      passcodes.set(to, { passcode, link });
    },
    wrong: (text) => wrongs.push(text),
  });
  worlds.push(world);
  const { clock, system, emulator, turns } = world;
  const done = async <T>(begin: () => Promise<T>): Promise<T> => {
    let isDone = false;
    const work = turns.take().then(begin);
    void work.finally(() => (isDone = true));
    await clock.passUntil(() => isDone, HOUR_MS);
    return work;
  };
  expect((await done(() => system.create(BOSS, [ANN, BOB, CID]))).status).toBe(202);
  await clock.pass(60_000);
  const of = ({ email }: Person) => passcodes.get(email)!;
  // Not what the passcodes are drawn by.
  const { random } = seededIds(seed + 1);
  const right = new Set([ANN, BOB, CID].map((each) => of(each).passcode));
  const draw = () => String(Math.floor(random() * 1_000_000)).padStart(6, '0');
  return {
    ...{ world, wrongs, of, clock },
    /** A passcode that is nobody's. */
    wrong(): string {
      for (;;) {
        const drawn = draw();
        if (!right.has(drawn)) return drawn;
      }
    },
    draw,
    /** Whether whoever asks is let in. */
    byApi: async (id: string, passcode: string): Promise<number> =>
      (await done(() => system.join({ id, email: `${id}@example.com` }, { passcode }))).status,
    byLink: async (id: string, link: string): Promise<number> =>
      (await done(() => system.join({ id, email: `${id}@example.com` }, { link }))).status,
    /** Calls with that number, and tries them one after the other; what is heard at the end. */
    async byPhone(from: string, ...tries: string[]): Promise<'joined' | 'refused'> {
      const phone = emulator.phone(from);
      const heardBefore = phone.heard.length;
      const line = phone.dial(NUMBER);
      for (const passcode of tries) {
        const asks = (words: string, since: number) => () =>
          line.state === 'ended' || phone.heard.slice(since).some((text) => text.includes(words));
        let since = phone.heard.length;
        if (passcode === tries[0]) since = heardBefore;
        await clock.passUntil(asks('number of your meeting', since), 60_000);
        since = phone.heard.length;
        phone.press('314159', line);
        await clock.passUntil(asks('your six digit passcode', since), 60_000);
        phone.press(passcode, line);
        await clock.pass(2_000);
      }
      await clock.pass(20_000);
      const hasJoined = phone.heard.slice(heardBefore).some((text) => text.includes('You have joined'));
      phone.hangUp(line);
      await clock.pass(1_000);
      return hasJoined ? 'joined' : 'refused';
    },
  };
}

test('a day of guesses by changing, withheld and spoofed numbers and by several users locks out no honest one', async () => {
  const { byPhone, byApi, byLink, wrong, of, clock, wrongs } = await invited();
  for (let hour = 0; hour < 20; hour++) {
    for (let call = 0; call < 3; call++) {
      expect(await byPhone(`+1206555${String(hour * 3 + call).padStart(4, '0')}`, wrong(), wrong(), wrong())).toBe(
        'refused',
      );
    }
    expect(await byPhone('anonymous', wrong())).toBe('refused');
    // The number of somebody who is on the list.
    for (let call = 0; call < 4; call++)
      expect(await byPhone(CID.phoneNumber, wrong(), wrong(), wrong())).toBe('refused');
    for (let user = 0; user < 4; user++) {
      const statuses = new Set<number>();
      for (let count = 0; count < 12; count++) statuses.add(await byApi(`guesser-${user}`, wrong()));
      expect([...statuses]).toEqual([404, 429]);
    }
    // Whoever knows what is right, and is not the one.
    const known = of(ANN).passcode;
    for (const from of ['+12065559999', 'anonymous', BOB.phoneNumber])
      expect(await byPhone(from, known)).toBe('refused');
    expect(await byApi(`stranger-${hour}`, known)).toBe(404);
    if (hour % 5 === 0) {
      expect(await byPhone(ANN.phoneNumber, wrong(), of(ANN).passcode)).toBe('joined');
      expect(await byLink(`guest-of-bob`, of(BOB).link)).toBe(200);
      expect(await byApi('cid', of(CID).passcode)).toBe(200);
      // His number was used up by somebody else: his link and his account were not.
      expect(await byLink('cid', of(CID).link)).toBe(200);
    }
    await clock.pass(HOUR_MS - (clock.now() % HOUR_MS));
    expect(await byPhone(CID.phoneNumber, of(CID).passcode)).toBe('joined');
  }
  expect(wrongs).toEqual([]);
});

test.each([
  [19, 200],
  [20, 404],
])(
  'after %i wrong ones in a meeting, of whomever, the right one of somebody else is answered %i',
  async (tries, status) => {
    const { byPhone, byApi, wrong, of } = await invited();
    for (let count = 0; count < tries; count++) {
      if (count % 2 === 0) expect(await byApi(`user-${count}`, wrong())).toBe(404);
      else expect(await byPhone(count % 4 === 1 ? 'anonymous' : `+120655501${10 + count}`, wrong())).toBe('refused');
    }
    expect(await byApi('stranger', of(ANN).passcode)).toBe(status);
    expect(await byPhone('+12065550199', of(BOB).passcode)).toBe(status === 200 ? 'joined' : 'refused');
  },
);

test('10,000 guesses of a thousand users, in a day, find none', async () => {
  const { byApi, byLink, draw, of, clock } = await invited(7);
  const found: number[] = [];
  for (let guess = 0; guess < 10_000; guess++) {
    const status = await byApi(`guesser-${guess % 1_000}`, draw());
    if (status !== 404 && status !== 429) found.push(status);
    if (guess % 1_000 === 999) await clock.pass(2 * HOUR_MS);
  }
  expect(found).toEqual([]);
  expect(await byApi('ann', of(ANN).passcode)).toBe(200);
  expect(await byLink('guest', of(BOB).link)).toBe(200);
});
