import { describe, expect, test } from '@jest/globals';
import { bridgedCall, CALLER, entry, event, FAR_END, invocation, started } from '../../test/sample-call.ts';
import { LiveLadder } from './live-ladder.ts';
import { columns } from './text.ts';

const NARROW = `
         LEG-A                    PSTN Audio                          Lambda
   0.000 │── calls +12065550100 ─>│                                   │
         │<──────────── ringing ──│                                   │
         │                        │── 1 NEW_INBOUND_CALL ────────────>│
         │                        │<───────────── SpeakAndGetDigits ──│
         │<─────────── answered ──│                                   │
         │ "Welcome to the example company. Press 1 to be connected to somebody
         │ who knows, or 2 to leave a message."                       │`;

function grown(width: number): string[] {
  const live = new LiveLadder({ width });
  return bridgedCall().entries.flatMap((each) => live.rows(each));
}

describe('a ladder that grows', () => {
  test('shows what is heard to its end, in 79 columns', () => {
    const rows = grown(79).map((row) => row.trimEnd());
    expect(rows.slice(0, 8)).toEqual(NARROW.split('\n').slice(1));
  });

  test.each([60, 79, 99, 100, 101, 114, 200])('is never wider than %i columns', (width) => {
    expect(Math.max(...grown(width).map(columns))).toBeLessThanOrEqual(Math.min(width, 114));
  });

  test('has the lifeline of a second leg from when there is one', () => {
    const live = new LiveLadder({ width: 79 });
    const lifelines = (rows: string[]) => [...(rows.at(-1) ?? '')].filter((character) => character === '│').length;
    expect(lifelines(live.rows(started()))).toBe(3);
    live.rows(entry(0, { type: 'leg', ...FAR_END, state: 'ringing' }));
    expect(lifelines(live.rows(entry(1, invocation(event(1, { InvocationEventType: 'RINGING' })))))).toBe(4);
  });

  test('tells the time once, and from its first entry on', () => {
    const live = new LiveLadder({ width: 79 });
    const stamps = [
      ...live.rows(entry(5_000, { type: 'leg', ...CALLER, state: 'ringing' })),
      ...live.rows(entry(5_000, { type: 'leg', ...CALLER, state: 'connected' })),
    ].map((row) => row.slice(0, 9).trim());
    expect(stamps).toEqual(['0.000', '']);
  });

  test('whatever is heard can not reach the terminal', () => {
    const live = new LiveLadder({ width: 79 });
    const { callId } = CALLER;
    const text = '\u001b[2J\u0007\r\nHello \u202egnirts';
    const rows = live.rows(entry(0, { type: 'heard', callId, by: '+14155550123', text, sound: 'speech' }));
    expect(rows.join('')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(rows.join('')).toContain('Hello');
  });
});
