import { expect, test } from '@jest/globals';
import { bridgedCall, CALLER, entry, recordOf, started } from '../../test/sample-call.ts';
import { mermaid } from './mermaid.ts';

const BRIDGED = `
sequenceDiagram
    participant A as Caller (LEG-A)<br/>+14155550123
    participant S as PSTN Audio<br/>+12065550100
    participant F as Lambda
    participant B as Far end (LEG-B)<br/>+14255550188
    A->>S: 0.000 s · calls +12065550100
    S->>A: ringing
    S->>F: 1 NEW_INBOUND_CALL
    F-->>S: SpeakAndGetDigits
    S->>A: answered
    Note over A: "Welcome to the example company. Press 1 to be connected to somebody who knows, or 2 to leave a message."
    A->>S: 2.000 s · keys 1#35;
    S->>F: 2.200 s · 2 ACTION_SUCCESSFUL SpeakAndGetDigits 1
    F-->>S: no response
    Note over A,B: 7.200 s · response-slow: ACTION_SUCCESSFUL (2) took longer than 5 s
    S->>F: 2 (attempt 2) ACTION_SUCCESSFUL SpeakAndGetDigits 1
    F-->>S: CallAndBridge +14255550188
    Note over S: attributes {"step":"bridge"}
    B->>S: ringing +14255550188
    Note over A: (ringback)
    B->>S: 9.200 s · answered
    A<<->>B: bridged
    S->>F: 3 ACTION_SUCCESSFUL CallAndBridge
    F-->>S: no actions
    Note over B: 10.000 s · "Hello, this is the caller"
    Note over B: 12.500 s · ended
    S->>F: 4 HANGUP LEG-B 0
    F-->>S: no actions
    Note over A,B: survivor-left-connected: LEG-A stays connected after LEG-B hung up
    Note over A: 60.000 s · ended (487 cancelled)
    Note over A,B: call ended: the caller hung up
`;

test('a bridged call, word for word', () => {
  expect(`\n${mermaid(bridgedCall())}`).toBe(BRIDGED);
});

test.each([
  ['HTML', '<img src=x onerror=alert(1)>&amp;', '#60;img src=x onerror=alert(1)#62;#38;amp#59;'],
  ['the end of a statement', 'a; b', 'a#59; b'],
  ['a comment', '%% a # b', '#37;#37; a #35; b'],
  ['line ends', 'a\r\nA->>S: b', 'a A-#62;#62;S: b'],
  ['words that the parser changes', 'style x:#; classDef y:#;', 'st#121;le x:#35;#59; class#68;ef y:#35;#59;'],
  ['a back quote and a backslash', '`\\', '#96;#92;'],
])('escapes %s', (_name, text, expected) => {
  const drawn = mermaid(
    recordOf(
      started(),
      entry(0, { type: 'leg', ...CALLER, state: 'connected' }),
      entry(0, { type: 'heard', callId: 'a1', by: 'x', text, sound: 'speech' }),
    ),
  );
  expect(drawn.split('\n').at(-2)).toBe(`    Note over A: "${expected}"`);
});
