import { describe, expect, test } from '@jest/globals';
import type { Meetings } from '@patchbay/chime';
import { createMemoryUserCalls } from '@patchbay/repositories';
import { browserPresence, type BrowserPresenceDeps, GRACE_MS, JOIN_MS } from './browser-presence.ts';

const CALL = { transactionId: 'call-1', owner: 'me', meetingId: 'meeting-1', to: '+12065550123', createdAt: 1 };
type What = 'Joined' | 'Left' | 'Dropped';

interface Given {
  isKnown?: boolean;
  end?: Meetings['end'];
  userCalls?: Partial<BrowserPresenceDeps['userCalls']>;
}

const sum = (pauses: readonly number[]): number => pauses.reduce((all, each) => all + each, 0);

/** `during` happens while the function waits. */
async function world({ isKnown = true, end, userCalls: changed }: Given = {}) {
  const userCalls = createMemoryUserCalls();
  if (isKnown) await userCalls.begin(CALL);
  const ended: string[] = [];
  const pauses: number[] = [];
  const happened = (externalUserId: string, what: What, timestamp: number, during?: () => unknown) =>
    browserPresence(
      {
        source: 'aws.chime',
        detail: { eventType: `chime:Attendee${what}`, meetingId: CALL.meetingId, externalUserId, timestamp },
      },
      {
        userCalls: { ...userCalls, ...changed },
        meetings: { end: end ?? (async (meetingId) => (ended.push(meetingId), { ok: true as const })) },
        pause: async (ms) => {
          pauses.push(ms);
          await during?.();
        },
      },
    );
  const came = (what: What, timestamp: number, during?: () => unknown) => happened('browser', what, timestamp, during);
  const phone = (what: What, during?: () => unknown) => happened('phone', what, 1_000, during);
  return { userCalls, came, phone, ended, pauses };
}

test.each(['Left', 'Dropped'] as const)('a browser that has %s and does not come back ends its call', async (what) => {
  const { came, ended, pauses, userCalls } = await world();
  expect(await came('Joined', 1_000)).toBe('noted');
  expect(await came(what, 2_000)).toBe('hung-up');
  expect(ended).toEqual(['meeting-1']);
  expect(pauses).toEqual([GRACE_MS]);
  expect(await userCalls.get('call-1')).toMatchObject({ hangupRequested: true });
});

test('a page that is loaded again keeps its call', async () => {
  const { came, ended } = await world();
  await came('Joined', 1_000);
  expect(await came('Left', 2_000, () => came('Joined', 3_000))).toBe('came-back');
  expect(ended).toEqual([]);
});

test('a page that moves to another place leaves as it joins, in either order', async () => {
  for (const order of [
    ['Joined', 'Dropped'],
    ['Dropped', 'Joined'],
  ] as const) {
    const { came, ended } = await world();
    await came('Joined', 1_000);
    if (order[0] === 'Joined') {
      await came('Joined', 2_000);
      expect(await came('Dropped', 2_000)).toBe('noted');
    } else {
      expect(await came('Dropped', 2_000, () => came('Joined', 2_000))).toBe('came-back');
    }
    expect(ended).toEqual([]);
  }
});

test('old news change nothing', async () => {
  const { came, ended } = await world();
  await came('Joined', 3_000);
  expect(await came('Left', 2_000)).toBe('noted');
  expect(ended).toEqual([]);
});

test('an event that comes twice ends the same meeting, at once', async () => {
  const { came, ended, pauses } = await world();
  await came('Left', 2_000);
  expect(await came('Left', 2_000)).toBe('over');
  expect(ended).toEqual(['meeting-1', 'meeting-1']);
  expect(pauses).toEqual([GRACE_MS]);
});

test.each(['ended', 'failed'] as const)(
  'a call that has %s is over, and so is its meeting, whoever comes and goes',
  async (state) => {
    const { came, phone, ended, pauses, userCalls } = await world();
    await userCalls.advance('call-1', state);
    expect(await came('Left', 2_000)).toBe('over');
    expect(ended).toEqual(['meeting-1']);
    expect(await came('Joined', 3_000)).toBe('over');
    expect(await phone('Joined')).toBe('over');
    expect(ended).toEqual(['meeting-1', 'meeting-1', 'meeting-1']);
    expect(pauses).toEqual([]);
  },
);

test.each(['Joined', 'Left'] as const)(
  'a call that its owner has hung up is over: whoever has %s, its meeting ends',
  async (what) => {
    const { came, ended, pauses, userCalls } = await world();
    await userCalls.requestHangup('call-1', 'me');
    expect(await came(what, 2_000)).toBe('over');
    expect(ended).toEqual(['meeting-1']);
    expect(pauses).toEqual([]);
  },
);

describe('the telephone joins', () => {
  test('and no browser ever does: the call ends', async () => {
    const { phone, ended, pauses, userCalls } = await world();
    expect(await phone('Joined')).toBe('hung-up');
    expect(ended).toEqual(['meeting-1']);
    expect(sum(pauses)).toBe(JOIN_MS);
    expect(await userCalls.get('call-1')).toMatchObject({ hangupRequested: true });
  });

  test('a browser that is there, or has been, is not waited for', async () => {
    const { came, phone, ended, pauses, userCalls } = await world();
    await came('Joined', 500);
    expect(await phone('Joined')).toBe('came');
    await userCalls.noteBrowser('call-1', false, 600);
    expect(await phone('Joined')).toBe('came');
    expect([ended, pauses]).toEqual([[], []]);
  });

  test('a browser that comes at the last moment keeps its call', async () => {
    const { came, phone, ended, pauses } = await world();
    const late = () => (sum(pauses) === JOIN_MS ? came('Joined', 16_000) : undefined);
    expect(await phone('Joined', late)).toBe('came');
    expect(ended).toEqual([]);
  });

  test.each(['Left', 'Dropped'] as const)('that it has %s the flow hears by itself', async (what) => {
    const { phone, ended } = await world();
    expect(await phone(what)).toBe('not-ours');
    expect(ended).toEqual([]);
  });
});

test('a meeting of nobody is looked for three times, a call that is just written is found', async () => {
  const unknown = await world({ isKnown: false });
  expect(await unknown.came('Left', 2_000)).toBe('not-ours');
  expect(unknown.pauses).toEqual([1_000, 1_000]);
  const late = await world({ isKnown: false });
  expect(await late.came('Joined', 2_000, () => late.userCalls.begin(CALL))).toBe('noted');
});

const refused = { ok: false, reason: 'throttled', message: 'no', cause: undefined } as const;

/** A function that fails so many times. */
function failing<Arguments extends unknown[], Result>(times: number, work: (...given: Arguments) => Promise<Result>) {
  let count = 0;
  return async (...given: Arguments): Promise<Result> => {
    if (count++ < times) throw new Error('no table');
    return work(...given);
  };
}

describe.each([
  ['a closed tab', 'browser'],
  ['a browser that never comes', 'phone'],
] as const)('%s', (_, who) => {
  const event = ({ came, phone }: Awaited<ReturnType<typeof world>>) =>
    who === 'browser' ? came('Left', 2_000) : phone('Joined');

  test('a meeting that can not be ended is tried again soon', async () => {
    let tries = 0;
    const tried = await world({ end: async () => (++tries < 3 ? refused : { ok: true }) });
    expect(await event(tried)).toBe('hung-up');
    expect(tries).toBe(3);
    expect(tried.pauses.slice(-2)).toEqual([500, 500]);
  });

  test('and then by Lambda', async () => {
    let tries = 0;
    const tried = await world({ end: async () => (++tries < 4 ? refused : { ok: true }) });
    await expect(event(tried)).rejects.toThrow('The meeting could not be ended: throttled');
    expect(await event(tried)).toBe('over');
    expect(tries).toBe(4);
  });

  test.each(['isBrowserThere', 'requestHangup'] as const)('a table in trouble, by Lambda too: %s', async (method) => {
    const changed: Given['userCalls'] = {};
    const broken = await world({ userCalls: changed });
    changed.isBrowserThere = failing(method === 'isBrowserThere' ? 1 : 0, broken.userCalls.isBrowserThere);
    changed.requestHangup = failing(method === 'requestHangup' ? 1 : 0, broken.userCalls.requestHangup);
    await expect(event(broken)).rejects.toThrow('no table');
    expect(await event(broken)).toBe('hung-up');
    expect(broken.ended).toEqual(['meeting-1']);
  });
});

test('that a browser has come is written at once, lest its call end', async () => {
  const noted: boolean[] = [];
  const noteBrowser = failing(2, async (_id: string, present: boolean) => (noted.push(present), true));
  const { came } = await world({ userCalls: { noteBrowser } });
  expect(await came('Joined', 1_000)).toBe('noted');
  expect(noted).toEqual([true]);
});

test('what is no event of a meeting is refused', async () => {
  const { userCalls } = await world();
  const deps = { userCalls, meetings: { end: async () => ({ ok: true as const }) }, pause: async () => undefined };
  await expect(browserPresence({ detail: {} }, deps)).rejects.toThrow();
});
