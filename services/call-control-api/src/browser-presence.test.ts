import { expect, test } from '@jest/globals';
import type { Meetings } from '@patchbay/chime';
import { createMemoryUserCalls } from '@patchbay/repositories';
import { browserPresence, GRACE_MS } from './browser-presence.ts';

const CALL = { transactionId: 'call-1', owner: 'me', meetingId: 'meeting-1', to: '+12065550123', createdAt: 1 };
type What = 'Joined' | 'Left' | 'Dropped';

interface Given {
  isKnown?: boolean;
  end?: Meetings['end'];
}

/** `during` happens while the function waits. */
async function world({ isKnown = true, end }: Given = {}) {
  const userCalls = createMemoryUserCalls();
  if (isKnown) await userCalls.begin(CALL);
  const ended: string[] = [];
  const pauses: number[] = [];
  const came = (what: What, timestamp: number, during?: () => unknown) =>
    browserPresence(
      { source: 'aws.chime', detail: { eventType: `chime:Attendee${what}`, meetingId: CALL.meetingId, timestamp } },
      {
        userCalls,
        meetings: { end: end ?? (async (meetingId) => (ended.push(meetingId), { ok: true as const })) },
        pause: async (ms) => {
          pauses.push(ms);
          await during?.();
        },
      },
    );
  return { userCalls, came, ended, pauses };
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

test('an event that comes twice ends the call once', async () => {
  const { came, ended } = await world();
  await came('Left', 2_000);
  expect(await came('Left', 2_000)).toBe('over');
  expect(ended).toHaveLength(1);
});

test.each(['ended', 'failed'] as const)(
  'a call that has %s is over: who joins its meeting is put out',
  async (state) => {
    const { came, ended, userCalls } = await world();
    await userCalls.advance('call-1', state);
    expect(await came('Left', 2_000)).toBe('over');
    expect(ended).toEqual([]);
    expect(await came('Joined', 3_000)).toBe('over');
    expect(ended).toEqual(['meeting-1']);
  },
);

test('a call that its owner has hung up is over', async () => {
  const { came, pauses, userCalls } = await world();
  await userCalls.requestHangup('call-1', 'me');
  expect(await came('Left', 2_000)).toBe('over');
  expect(pauses).toEqual([]);
});

test('a meeting of nobody is looked for three times, a call that is just written is found', async () => {
  const unknown = await world({ isKnown: false });
  expect(await unknown.came('Left', 2_000)).toBe('not-ours');
  expect(unknown.pauses).toEqual([1_000, 1_000]);
  const late = await world({ isKnown: false });
  expect(await late.came('Joined', 2_000, () => late.userCalls.begin(CALL))).toBe('noted');
});

test('a meeting that can not be ended is tried again by Lambda', async () => {
  const end: Meetings['end'] = async () => ({ ok: false, reason: 'throttled', message: 'no', cause: undefined });
  const { came } = await world({ end });
  await expect(came('Left', 2_000)).rejects.toThrow('The meeting could not be ended: throttled');
});

test('what is no event of a meeting is refused', async () => {
  const { userCalls } = await world();
  const deps = { userCalls, meetings: { end: async () => ({ ok: true as const }) }, pause: async () => undefined };
  await expect(browserPresence({ detail: {} }, deps)).rejects.toThrow();
});
