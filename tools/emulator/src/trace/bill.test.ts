import { describe, expect, test } from '@jest/globals';
import type { Action, ActionOf } from '@patchbay/sma';
import { bridgedCall, CALLER, entry, FAR_END, recordOf, started } from '../../test/sample-call.ts';
import { bill } from './bill.ts';
import type { LegKind, TraceEntry } from './entry.ts';
import { listPrices, type PriceList } from './page/prices.ts';

/** Prices that are easy to add up. */
const PRICES: PriceList = {
  ...listPrices,
  prices: {
    'inbound-minute': { ...listPrices.prices['inbound-minute'], usd: 1 },
    'outbound-minute': { ...listPrices.prices['outbound-minute'], usd: 10 },
    'voice-connector-minute': { ...listPrices.prices['voice-connector-minute'], usd: 100 },
    'application-minute': { ...listPrices.prices['application-minute'], usd: 1_000 },
    'attendee-minute': { ...listPrices.prices['attendee-minute'], usd: 10_000 },
    'speech-standard': { ...listPrices.prices['speech-standard'], usd: 4 },
    'speech-neural': { ...listPrices.prices['speech-neural'], usd: 16 },
    'voice-focus-second': { ...listPrices.prices['voice-focus-second'], usd: 2 },
  },
};

const A = (at: number, state: 'ringing' | 'connected' | 'disconnected', kind: LegKind = 'caller') =>
  entry(at, { type: 'leg', ...CALLER, kind, state });
const B = (at: number, state: 'ringing' | 'connected' | 'disconnected', kind: LegKind = 'pstn') =>
  entry(at, { type: 'leg', ...FAR_END, kind, state });
const bridge = (at: number, state: 'up' | 'down') => entry(at, { type: 'bridge', callIdA: 'a1', callIdB: 'b1', state });
const act = (at: number, action: Action, phase: 'started' | 'succeeded' = 'started', callId = 'a1') =>
  entry(at, { type: 'action', phase, action, callId });
const hear = (text: string, callId = 'a1') =>
  entry(1, { type: 'heard', callId, by: CALLER.from, text, sound: 'speech' });
const hearInMeeting = (by: string) =>
  entry(1, { type: 'heard', callId: 'a1', by, text: '123', sound: 'speech', meetingId: 'm1' });
const focus = (Enable: boolean): ActionOf<'VoiceFocus'> => ({
  Type: 'VoiceFocus',
  Parameters: { Enable, CallId: 'a1' },
});
const speak = (Engine?: 'neural' | 'standard'): ActionOf<'Speak'> => ({
  Type: 'Speak',
  Parameters: { Text: 'x', ...(Engine && { Engine }) },
});
const billed = (...entries: TraceEntry[]) => bill(recordOf(started(), ...entries), PRICES);
const lines = (...entries: TraceEntry[]) => billed(...entries).lines.map(({ price, quantity }) => [price, quantity]);

describe('leg minutes: from answer to end, rounded up to 6 seconds, each leg by itself', () => {
  test.each([
    [0, []],
    [
      1,
      [
        ['inbound-minute', 0.1],
        ['application-minute', 0.1],
      ],
    ],
    [
      4_000,
      [
        ['inbound-minute', 0.1],
        ['application-minute', 0.1],
      ],
    ],
    [
      6_000,
      [
        ['inbound-minute', 0.1],
        ['application-minute', 0.1],
      ],
    ],
    [
      6_001,
      [
        ['inbound-minute', 0.2],
        ['application-minute', 0.2],
      ],
    ],
    [
      60_000,
      [
        ['inbound-minute', 1],
        ['application-minute', 1],
      ],
    ],
    [
      3_600_000,
      [
        ['inbound-minute', 60],
        ['application-minute', 60],
      ],
    ],
  ])('%i ms', (ms, expected) => {
    expect(lines(A(0, 'ringing'), A(500, 'connected'), A(500 + ms, 'disconnected'))).toEqual(expected);
  });

  test.each<[LegKind, string]>([
    ['pstn', 'outbound-minute'],
    ['voice-connector', 'voice-connector-minute'],
  ])('a leg of kind %s', (kind, price) => {
    expect(lines(B(0, 'connected', kind), B(12_000, 'disconnected', kind))).toEqual([
      [price, 0.2],
      ['application-minute', 0.2],
    ]);
  });

  test('two legs are rounded each, and added', () => {
    expect(lines(A(0, 'connected'), B(0, 'connected'), B(1, 'disconnected'), A(1, 'disconnected'))).toEqual([
      ['inbound-minute', 0.1],
      ['outbound-minute', 0.1],
      ['application-minute', 0.2],
    ]);
  });

  test('ringing is not billed', () => {
    expect(lines(B(0, 'ringing'), B(30_000, 'disconnected'))).toEqual([]);
  });

  test('a place in a meeting is attendee minutes', () => {
    expect(lines(B(0, 'connected', 'meeting'), B(61_000, 'disconnected', 'meeting'))).toEqual([
      ['attendee-minute', 1.1],
    ]);
  });

  test('a leg that is up is billed to the end of the record', () => {
    expect(billed(A(0, 'connected'), hear('')).open).toBe(true);
    expect(lines(A(0, 'connected'), act(30_000, speak()))).toEqual([
      ['inbound-minute', 0.5],
      ['application-minute', 0.5],
    ]);
  });
});

describe('text-to-speech: characters that were heard', () => {
  test.each<[string, TraceEntry[], unknown[]]>([
    ['standard where nothing is said', [act(0, speak()), hear('12345')], [['speech-standard', 5]]],
    ['neural', [act(0, speak('neural')), hear('12345')], [['speech-neural', 5]]],
    ['once for each time', [act(0, speak()), hear('123'), hear('123')], [['speech-standard', 6]]],
    [
      'once for all who hear it in a meeting',
      [act(0, speak()), hearInMeeting('alice'), hearInMeeting('bob')],
      [['speech-standard', 3]],
    ],
    ['code points, not halves of them', [act(0, speak()), hear('😀é')], [['speech-standard', 2]]],
    [
      'a bot',
      [act(0, { Type: 'StartBotConversation', Parameters: { BotAliasArn: 'x' } }), hear('123')],
      [['speech-neural', 3]],
    ],
    [
      'by leg',
      [act(0, speak('neural')), act(0, speak(), 'started', 'b1'), hear('1'), hear('22', 'b1')],
      [
        ['speech-standard', 2],
        ['speech-neural', 1],
      ],
    ],
    ['an action without parameters', [act(0, { Type: 'Speak' } as Action), hear('1')], [['speech-standard', 1]]],
  ])('%s', (_name, entries, expected) => {
    expect(lines(...entries)).toEqual(expected);
  });

  test('is priced by the million', () => {
    expect(billed(act(0, speak('neural')), hear('x'.repeat(250_000))).lines[0]?.amount).toBe(4);
  });
});

describe('Voice Focus: seconds while it was on', () => {
  const seconds = (...entries: TraceEntry[]) =>
    billed(A(0, 'connected'), ...entries).lines.find(({ price }) => price === 'voice-focus-second')?.quantity;

  test.each<[string, TraceEntry[], number | undefined]>([
    ['until it is turned off', [act(1_000, focus(true), 'succeeded'), act(4_500, focus(false), 'succeeded')], 4],
    ['until the leg ends', [act(1_000, focus(true), 'succeeded'), A(3_000, 'disconnected')], 2],
    [
      'turned on twice',
      [act(0, focus(true), 'succeeded'), act(1_000, focus(true), 'succeeded'), A(3_000, 'disconnected')],
      3,
    ],
    ['never turned on', [act(0, focus(false), 'succeeded'), A(3_000, 'disconnected')], undefined],
    ['only asked for', [act(0, focus(true), 'started'), A(3_000, 'disconnected')], undefined],
  ])('%s', (_name, entries, expected) => {
    expect(seconds(...entries)).toBe(expected);
  });
});

describe('a stranded leg', () => {
  const bridged = [
    A(0, 'connected'),
    B(0, 'connected'),
    bridge(0, 'up'),
    B(10_000, 'disconnected'),
    bridge(10_000, 'down'),
  ];

  test('from the end of the other to its own, with what that costs', () => {
    expect(billed(...bridged, A(70_000, 'disconnected')).stranded).toEqual([
      {
        callId: 'a1',
        tag: 'LEG-A',
        number: CALLER.from,
        from: 10_000,
        to: 70_000,
        open: false,
        minutes: 1,
        amount: 1_001,
      },
    ]);
  });

  test.each<[string, TraceEntry[], unknown[]]>([
    ['until something is done for it', [act(30_000, speak()), A(90_000, 'disconnected')], [[10_000, 30_000, false]]],
    [
      'again when that is over',
      [act(16_000, speak()), act(18_000, speak(), 'succeeded'), A(90_000, 'disconnected')],
      [
        [10_000, 16_000, false],
        [18_000, 90_000, false],
      ],
    ],
    ['until it is bridged again', [bridge(20_000, 'up'), A(90_000, 'disconnected')], [[10_000, 20_000, false]]],
    ['to the end of the record', [act(99_000, speak(), 'started', 'b1')], [[10_000, 99_000, true]]],
    ['not when the function needed a moment', [act(15_999, speak()), A(90_000, 'disconnected')], []],
  ])('%s', (_name, entries, expected) => {
    expect(billed(...bridged, ...entries).stranded.map(({ from, to, open }) => [from, to, open])).toEqual(expected);
  });

  test('the leg that ended is none', () => {
    const { stranded } = billed(...bridged, A(10_000, 'disconnected'));
    expect(stranded).toEqual([]);
  });
});

test('the total is what has a price, and says when that is not all', () => {
  const all = bill(bridgedCall(), PRICES);
  expect(all).toMatchObject({ partial: false, open: false });
  expect(all.total).toBeCloseTo(1 * 1 + 0.1 * 10 + 1.1 * 1_000 + (103 * 4) / 1_000_000, 9);
  const listed = bill(bridgedCall());
  expect(listed).toMatchObject({ partial: true, total: (103 * 4) / 1_000_000 });
  expect(listed.stranded[0]?.amount).toBeUndefined();
});

test('list prices say from when they are', () => {
  expect(listPrices.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  for (const { usd, per } of Object.values(listPrices.prices)) {
    expect(per).toBeGreaterThan(0);
    if (usd !== undefined) expect(usd).toBeGreaterThan(0);
  }
});
