import { describe, expect, test } from '@jest/globals';
import { OWNER, OUR_NUMBER, placed, talking, THEIRS } from './click-world.ts';

const CONNECTOR = 'arn:aws:chime:us-east-1:111122223333:vc/abcdefghijklmnopqrstuv';
const busy = { farEnds: { [THEIRS]: { does: 'busy' } } } as const;
const rings = { farEnds: { [THEIRS]: { does: 'ring' } } } as const;

test('the meeting is connected with the telephone: they talk, and when one hangs up nothing is left', async () => {
  const { far, browser, states, userCalls, transactionId, over, meetingIsOver, reports } = await talking();
  expect(states()).toEqual(['connecting', 'calling', 'talking']);
  expect(far().line?.remote).toBe(OUR_NUMBER);
  expect(browser.roster.map(({ externalUserId }) => externalUserId)).toEqual(['browser', 'phone']);
  browser.say('Good morning');
  far().say('Hello');
  await far().hears('Good morning');
  await browser.hears('Hello');
  far().hangUp();
  expect(await over()).toBe(true);
  expect(states()).toEqual(['connecting', 'calling', 'talking', 'ended']);
  expect(await userCalls.get(transactionId)).toMatchObject({ owner: OWNER, to: THEIRS, state: 'ended' });
  expect(browser.state).toBe('ended');
  expect(meetingIsOver()).toBe(true);
  expect(reports).toEqual([]);
});

test('while it rings, the browser hears so', async () => {
  const { browser } = await placed({ options: rings });
  await browser.hears(/ringback/);
});

describe('a destination behind a Voice Connector', () => {
  test.each([
    ['someone@example.com', { 'X-RequestorEmail': 'someone@example.com' }],
    ['', {}],
  ])('is told who calls: "%s"', async (requestor, headers) => {
    const { far } = await talking({ args: { to: '4455', voiceConnectorArn: CONNECTOR, requestor } });
    expect(far('4455').line?.sipHeaders).toEqual(headers);
  });
});

describe('nobody answers', () => {
  test.each(['busy', 'no-answer', 'reject'] as const)(
    '%s: it is said in the meeting, then all is over',
    async (does) => {
      const { browser, states, reason, over, meetingIsOver } = await placed({
        options: { farEnds: { [THEIRS]: { does } } },
      });
      await browser.hears('busy or did not answer');
      expect(await over()).toBe(true);
      expect(states()).toEqual(['connecting', 'calling', 'failed']);
      expect(await reason()).toBe('The number is busy or did not answer.');
      expect(meetingIsOver()).toBe(true);
    },
  );

  test('a call that can not be placed', async () => {
    const { browser, reason, over } = await placed({
      options: {
        failAction: (type) =>
          type === 'CallAndBridge' ? { errorType: 'SystemException', errorMessage: 'no' } : undefined,
      },
    });
    await browser.hears('could not be placed');
    expect(await over()).toBe(true);
    expect(await reason()).toBe('The call could not be placed.');
  });

  test('without a voice all is over too', async () => {
    const noVoice = { errorType: 'AccessDenied', errorMessage: 'no voice' };
    const { states, over, meetingIsOver } = await placed({
      options: { ...busy, failAction: (type) => (type === 'Speak' ? noVoice : undefined) },
    });
    expect(await over()).toBe(true);
    expect(states()).toEqual(['connecting', 'calling', 'failed']);
    expect(meetingIsOver()).toBe(true);
  });

  test('the meeting can not be joined', async () => {
    const { states, reason, over, meetingIsOver } = await placed({ joinToken: 'wrong' });
    expect(await over()).toBe(true);
    expect(states()).toEqual(['connecting', 'failed']);
    expect(await reason()).toBe('The call could not be connected with the meeting.');
    expect(meetingIsOver()).toBe(true);
  });
});

describe('hang-up', () => {
  test('before the meeting is joined: nobody is called', async () => {
    const world = await placed();
    await world.emulator.passUntil(() => world.states().includes('connecting'), 1_000);
    await world.userCalls.requestHangup(world.transactionId, OWNER);
    expect(await world.over()).toBe(true);
    expect(world.far().lines).toHaveLength(0);
    expect(world.meetingIsOver()).toBe(true);
  });

  test('by the end of the meeting while it rings: the telephone stops ringing, the call has ended, not failed', async () => {
    const { far, states, userCalls, transactionId, endMeeting, over } = await placed({ options: rings });
    await far().rings();
    await userCalls.requestHangup(transactionId, OWNER);
    endMeeting();
    expect(await over()).toBe(true);
    expect(far().state).toBe('ended');
    expect(states()).toEqual(['connecting', 'calling', 'ended']);
  });

  test('by an update while it rings takes effect when somebody answers', async () => {
    const { emulator, far, states, userCalls, transactionId, over } = await placed({ options: rings });
    await far().rings();
    await userCalls.requestHangup(transactionId, OWNER);
    emulator.update(transactionId, { action: 'hangup' });
    far().answer();
    expect(await over()).toBe(true);
    expect(far().state).toBe('ended');
    expect(states().at(-1)).toBe('ended');
  });

  test.each(['by an update', 'by the end of the meeting'])('%s while they talk', async (how) => {
    const { emulator, far, transactionId, endMeeting, over, states } = await talking();
    if (how === 'by an update') emulator.update(transactionId, { action: 'hangup' });
    else endMeeting();
    expect(await over()).toBe(true);
    expect(far().state).toBe('ended');
    expect(states().at(-1)).toBe('ended');
  });
});

describe('digits', () => {
  test('arrive in their order, and those that come meanwhile wait', async () => {
    const { emulator, far, userCalls, transactionId, pass } = await talking();
    const press = async (seq: number, digits: string): Promise<void> => {
      await userCalls.addDigits(transactionId, OWNER, { seq, digits });
      emulator.update(transactionId, { action: 'digits' });
    };
    await press(2, '22');
    await pass(1_000);
    expect(far().heard).toEqual([]);
    await press(1, '1');
    await press(3, '3');
    await press(4, '44');
    await pass(100);
    await press(5, '#');
    await pass(10_000);
    expect(far().heard.join('')).toBe('122344#');
  });

  test('that can not be sent do not stop those behind them', async () => {
    let failed = 0;
    const { emulator, far, userCalls, transactionId, pass } = await talking({
      options: {
        failAction: (type) =>
          type === 'SendDigits' && failed++ === 0 ? { errorType: 'SystemException', errorMessage: 'no' } : undefined,
      },
    });
    for (const [seq, digits] of [
      [1, '1'],
      [2, '2'],
    ] as const) {
      await userCalls.addDigits(transactionId, OWNER, { seq, digits });
      emulator.update(transactionId, { action: 'digits' });
      await pass(2_000);
    }
    expect(far().heard.join('')).toBe('2');
  });

  test('before somebody has answered are not sent', async () => {
    const { emulator, transactionId, far, pass } = await placed({ options: rings });
    await far().rings();
    emulator.update(transactionId, { action: 'digits' });
    await pass(1_000);
    far().answer();
    await pass(1_000);
    expect(far().heard).toEqual([]);
  });
});

test('a meeting that can not be ended is reported, and the call is over all the same', async () => {
  const end = async () => ({ ok: false, reason: 'throttled', message: 'too many', cause: undefined }) as const;
  const { far, reports, states, over } = await talking({ deps: { meetings: { end } } });
  far().hangUp();
  expect(await over()).toBe(true);
  expect(states().at(-1)).toBe('ended');
  expect(reports).toMatchObject([{ code: 'release-failed', message: expect.stringContaining('too many') }]);
});

describe('a table in trouble once somebody has answered', () => {
  const noTable = new Error('no table');

  test.each(['advance', 'get'] as const)('they talk all the same: %s', async (method) => {
    const { far, browser, pass, over, states, reports, troubles, meetingIsOver } = await placed({
      table: ({ advance, get }) => ({
        async advance(id, state) {
          if (state !== 'talking') return advance(id, state);
          if (method === 'advance') throw noTable;
          return undefined;
        },
        get: (id) => (method === 'get' ? Promise.reject(noTable) : get(id)),
      }),
    });
    await far().isConnected();
    await pass(60_000);
    far().say('Hello');
    await browser.hears('Hello');
    expect(troubles).toEqual([noTable]);
    far().hangUp();
    expect(await over()).toBe(true);
    expect(states()).toEqual(['connecting', 'calling', 'ended']);
    expect(meetingIsOver()).toBe(true);
    expect(reports).toEqual([]);
  });

  test.each([1, 2])('digits that can not be read come with the next ones: read %i', async (broken) => {
    let reads = 0;
    const { emulator, far, browser, userCalls, transactionId, pass, reports, troubles } = await talking({
      table: ({ digitsFrom }) => ({
        digitsFrom: (id, first) => (++reads === broken ? Promise.reject(noTable) : digitsFrom(id, first)),
      }),
    });
    for (const seq of [1, 2]) {
      await userCalls.addDigits(transactionId, OWNER, { seq, digits: String(seq) });
      emulator.update(transactionId, { action: 'digits' });
      await pass(2_000);
    }
    expect(far().heard.join('')).toBe('12');
    expect(troubles).toEqual([noTable]);
    far().say('Hello');
    await browser.hears('Hello');
    expect(reports).toEqual([]);
  });
});

test('a table in trouble before ends the call with an apology, and the meeting', async () => {
  const world = await placed();
  const advance = () => Promise.reject(new Error('no table'));
  const broken = await placed({ deps: { userCalls: { ...world.userCalls, advance } } });
  await broken.browser.hears('sorry');
  expect(await broken.over()).toBe(true);
  expect(broken.ended).toHaveLength(1);
});

test.each([{ owner: '' }, { to: 'x'.repeat(300) }, { createdAt: 'now' }])(
  'a call that our API has not placed is ended: %j',
  async (args: Record<string, string>) => {
    const { over, reports, far } = await placed({ args });
    expect(await over()).toBe(true);
    expect(reports[0]).toMatchObject({ code: 'handler-failed' });
    expect(far().lines).toHaveLength(0);
  },
);
