import { describe, expect, test } from '@jest/globals';
import { bridgedCall, CALLER, entry, event, FAR_END, invocation, recordOf, started } from '../../test/sample-call.ts';
import { ladder } from './ladder.ts';
import { columns } from './text.ts';

const BRIDGED = `
          Caller (LEG-A)            PSTN Audio                                            Lambda  Far end (LEG-B)
          +14155550123              +12065550100                                                     +14255550188
   0.000  │── calls +12065550100 ──>│                                                     │                     │
          │<───────────── ringing ──│                                                     │                     │
          │                         │── 1 NEW_INBOUND_CALL ──────────────────────────────>│                     │
          │                         │<─────────────────────────────── SpeakAndGetDigits ──│                     │
          │<──────────── answered ──│                                                     │                     │
          │ "Welcome to the example company. Press 1 to be connected to somebody who kn…  │                     │
   2.000  │── keys 1# ─────────────>│                                                     │                     │
   2.200  │                         │── 2 ACTION_SUCCESSFUL SpeakAndGetDigits 1 ─────────>│                     │
          │                         │<─────────────────────────────────── ✗ no response ──│                     │
   7.200  │ ! response-slow: ACTION_SUCCESSFUL (2) took longer than 5 s                   │                     │
          │                         │── 2 (attempt 2) ACTION_SUCCESSFUL SpeakAndGetDig… ─>│                     │
          │                         │<────────────────────── CallAndBridge +14255550188 ──│                     │
          │                         │ attributes {"step":"bridge"}                        │                     │
          │                         │<────────────────────────────────────────────────── ringing +14255550188 ──│
          │ (ringback)              │                                                     │                     │
   9.200  │                         │<────────────────────────────────────────────────────┼───────── answered ──│
          │<═══ bridged ════════════╪═════════════════════════════════════════════════════╪════════════════════>│
          │                         │── 3 ACTION_SUCCESSFUL CallAndBridge ───────────────>│                     │
          │                         │<────────────────────────────────────── no actions ──│                     │
  10.000  │                         │                                               "Hello, this is the caller" │
  12.500  │                         │                                                     │               ended │
          │                         │── 4 HANGUP LEG-B 0 ────────────────────────────────>│                     │
          │                         │<────────────────────────────────────── no actions ──│                     │
          │ ✗ survivor-left-connected: LEG-A stays connected after LEG-B hung up          │                     │
  60.000  │ ended (487 cancelled)   │                                                     │                     │
          │ call ended: the caller hung up                                                │                     │

error survivor-left-connected  The other leg of a bridge was left connected
    LEG-A stays connected after LEG-B hung up
    What to do: Answer HANGUP with a Hangup of the leg that is still connected, or give that leg something else to
    do.

warning response-slow  No response within 5 seconds: the event was sent again
    ACTION_SUCCESSFUL (2) took longer than 5 s
    What to do: Answer faster, or set the function timeout to 5 seconds; make every outside effect conditional on
    its own key.
`;

describe('ladder', () => {
  test('a bridged call, word for word', () => {
    expect(`\n${ladder(bridgedCall())}`).toBe(BRIDGED);
  });

  test('without a second leg there is no column for one', () => {
    const text = ladder(recordOf(started(), entry(0, { type: 'leg', ...CALLER, state: 'ringing' })));
    expect(text).not.toContain('LEG-B');
    expect(Math.max(...text.split('\n').map(columns))).toBeLessThan(100);
  });

  test('an outbound call names the phone that was called', () => {
    const lines = ladder(recordOf(started('Outbound'))).split('\n');
    expect(lines[0]).toContain('Called (LEG-A)');
    expect(lines[1]).toMatch(/^ +\+12065550100 +\+14155550123$/);
    expect(lines[2]).toContain('│<── ');
  });

  test.each([
    ['failed', 'TypeError: x is undefined', '✗ failed: TypeError: x is undefined'],
    ['invalid', 'Actions is not a list', '✗ invalid response: Actions is not a list'],
    ['throttled', undefined, '✗ throttled (429)'],
    ['unreachable', undefined, '✗ unreachable'],
  ] as const)('the response of an invocation that was %s', (outcome, error, expected) => {
    const outbound = event(1, { InvocationEventType: 'NEW_INBOUND_CALL' });
    const detail = { ...invocation(outbound), outcome, response: undefined, ...(error !== undefined && { error }) };
    expect(ladder(recordOf(started(), entry(0, detail)))).toContain(expected);
  });

  test('a response that came too late says so', () => {
    const late = {
      ...invocation(event(1, { InvocationEventType: 'CALL_ANSWERED' }), [{ Type: 'Speak' }]),
      ignored: true,
    };
    expect(ladder(recordOf(started(), entry(0, late)))).toContain('✗ Speak (too late, not used)');
  });

  test.each([
    ['nothing', undefined],
    ['text', 'Hangup'],
    ['a list', [1]],
    ['actions that are none', { Actions: [null, 3, 'x', { Type: 7 }, { Type: 'Pause', Parameters: 5 }] }],
  ])('draws a response of %s', (_name, response) => {
    const text = ladder(
      recordOf(started(), entry(0, { ...invocation(event(1, { InvocationEventType: 'RINGING' })), response })),
    );
    expect(text).toMatch(/no actions|\?, \?, \?, \?, Pause/);
  });

  test('each code is explained once, the worst first', () => {
    const found = (code: 'audio-assumed' | 'call-still-up', level: 'info' | 'error', message: string) =>
      entry(1, { type: 'diagnostic', code, level, message });
    const text = ladder(
      recordOf(
        started(),
        found('audio-assumed', 'info', 'a.wav'),
        found('audio-assumed', 'info', 'b.wav'),
        found('call-still-up', 'error', 'LEG-A'),
      ),
    );
    expect(text.match(/^(error|warning|info) .*$/gm)).toEqual([
      'error call-still-up  A leg was still connected at the end',
      'info audio-assumed  An audio file was taken to exist',
    ]);
    expect(text.match(/What to do/g)).toHaveLength(2);
  });

  test('says how much was not kept', () => {
    expect(ladder({ ...recordOf(started()), omitted: 7 })).toContain('7 more entries were not kept');
  });

  test('colours whole pieces, and nothing else changes', () => {
    const marked = ladder(bridgedCall(), { paint: (tone, text) => `<${tone}|${text}|>` });
    expect(marked).toContain('<error|✗ survivor-left-connected: ');
    expect(marked.replace(/<[a-z]+\|(.*?)\|>/gs, '$1')).toBe(ladder(bridgedCall()));
  });
});

describe('hostile text', () => {
  const HOSTILE = '\x1b[2J\x1b]0;owned\x07 a\nb\r\u202egnp.exe\u2066 \x9b2J \u2028 אבג 漢字漢字漢字'.repeat(9);
  const everywhere = recordOf(
    entry(0, {
      type: 'call-started',
      direction: 'Inbound',
      from: HOSTILE,
      to: HOSTILE,
      sipMediaApplicationId: HOSTILE,
    }),
    entry(0, { type: 'leg', ...CALLER, from: HOSTILE, state: 'connected' }),
    entry(0, { type: 'leg', ...FAR_END, to: HOSTILE, state: 'ringing' }),
    entry(1, { type: 'heard', callId: 'a1', by: HOSTILE, text: HOSTILE, sound: 'speech' }),
    entry(1, { type: 'heard', callId: 'b1', by: HOSTILE, text: HOSTILE, sound: 'audio' }),
    entry(2, { type: 'said', callId: 'b1', by: HOSTILE, text: HOSTILE }),
    entry(2, { type: 'said', callId: 'a1', by: HOSTILE, digits: HOSTILE }),
    entry(3, {
      ...invocation(event(2, { InvocationEventType: 'RINGING' }), [{ Type: HOSTILE }, { Type: HOSTILE }]),
      logs: [HOSTILE],
    }),
    entry(3, {
      ...invocation(
        event(3, { InvocationEventType: 'INVALID_LAMBDA_RESPONSE', ErrorType: HOSTILE, ErrorMessage: HOSTILE }),
      ),
      outcome: 'failed',
      error: HOSTILE,
    }),
    entry(4, { type: 'attributes', attributes: { [HOSTILE]: HOSTILE } }),
    entry(4, { type: 'api', operation: HOSTILE, request: HOSTILE, result: HOSTILE }),
    entry(5, { type: 'meeting', meetingId: HOSTILE, attendeeId: HOSTILE, event: 'joined' }),
    entry(5, {
      type: 'roster',
      meetingId: HOSTILE,
      participants: [{ externalUserId: HOSTILE, kind: 'browser', muted: true }],
    }),
    entry(5, { type: 'audio', callId: 'a1', meetingId: HOSTILE, bridgedWith: HOSTILE }),
    entry(5, { type: 'heard', callId: 'a1', by: HOSTILE, text: HOSTILE, sound: 'voice', meetingId: HOSTILE }),
    entry(5, { type: 'said', callId: 'a1', by: HOSTILE, text: HOSTILE, meetingId: HOSTILE }),
    entry(5, { type: 'stored', bucketName: HOSTILE, key: HOSTILE, transcript: HOSTILE }),
    entry(6, {
      type: 'action',
      phase: 'dropped',
      action: { Type: 'Pause', Parameters: { DurationInMilliseconds: 1 } },
      callId: 'a1',
      reason: HOSTILE,
    }),
    entry(6, { type: 'diagnostic', code: 'function-error', level: 'error', message: HOSTILE }),
    entry(7, { type: 'call-ended', reason: HOSTILE }),
  );

  test('no control character reaches the terminal, and the ladder keeps its width', () => {
    const lines = ladder(everywhere).split('\n');
    expect(lines.filter((line) => /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066\u2067]/u.test(line))).toEqual([]);
    expect(lines.filter((line) => columns(line) > 114)).toEqual([]);
  });

  test('right-to-left writing is kept apart from what stands beside it', () => {
    for (const line of ladder(everywhere)
      .split('\n')
      .filter((each) => /[א-ת]/.test(each))) {
      expect(line.match(/\u2068/g)).toHaveLength(line.match(/\u2069/g)?.length ?? 0);
      expect(line.replace(/\u2068[^\u2069]*\u2069/g, '')).not.toMatch(/[א-ת]/);
    }
  });
});
