import type { ActionOf, SmaEvent } from '@patchbay/sma';
import type { TraceDetail, TraceEntry } from '../src/trace/entry.ts';
import { createRecorder, type CallRecord } from '../src/trace/recorder.ts';

/** Hand-made entries for the tests of src/trace. */
export const TRANSACTION = '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11';
export const CALLER = { callId: 'a1', tag: 'LEG-A', kind: 'caller', from: '+14155550123', to: '+12065550100' } as const;
export const FAR_END = { callId: 'b1', tag: 'LEG-B', kind: 'pstn', from: '+12065550100', to: '+14255550188' } as const;
const BEGIN = 1_786_000_000_000;

export const entry = (at: number, detail: TraceDetail, transactionId = TRANSACTION): TraceEntry => ({
  at: BEGIN + at,
  transactionId,
  ...detail,
});

export function recordOf(...entries: TraceEntry[]): CallRecord {
  const recorder = createRecorder();
  for (const each of entries) recorder.record(each);
  const record = recorder.find(TRANSACTION);
  if (record === undefined) throw new Error('The entries begin with no call-started');
  return record;
}

export const started = (direction: 'Inbound' | 'Outbound' = 'Inbound'): TraceEntry =>
  entry(0, {
    type: 'call-started',
    direction,
    from: CALLER.from,
    to: CALLER.to,
    sipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42',
  });

type Rest<E> = E extends SmaEvent ? Omit<E, 'SchemaVersion' | 'Sequence' | 'CallDetails'> : never;

export function event(sequence: number, rest: Rest<SmaEvent>): SmaEvent {
  return {
    SchemaVersion: '1.0',
    Sequence: sequence,
    CallDetails: {
      TransactionId: TRANSACTION,
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      SipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42',
      Participants: [],
    },
    ...rest,
  };
}

export const invocation = (smaEvent: SmaEvent, actions: readonly object[] = [], attempt = 1) =>
  ({
    type: 'invocation',
    event: smaEvent,
    attempt,
    response: { SchemaVersion: '1.0', Actions: actions },
    outcome: 'returned',
    durationMs: 3,
  }) as const;

const GREETING =
  'Welcome to the example company. Press 1 to be connected to somebody who knows, or 2 to leave a message.';
const MENU: ActionOf<'SpeakAndGetDigits'> = {
  Type: 'SpeakAndGetDigits',
  Parameters: { CallId: 'a1', RepeatDurationInMilliseconds: 5_000, SpeechParameters: { Text: GREETING } },
};
const BRIDGE: ActionOf<'CallAndBridge'> = {
  Type: 'CallAndBridge',
  Parameters: {
    CallId: 'a1',
    CallerIdNumber: '+12065550100',
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+14255550188' }],
  },
};

/** A menu, keys, a bridge; the far end hangs up and the caller is forgotten. */
export const bridgedCall = (): CallRecord =>
  recordOf(
    started(),
    entry(0, { type: 'leg', ...CALLER, state: 'ringing' }),
    entry(0, invocation(event(1, { InvocationEventType: 'NEW_INBOUND_CALL' }), [MENU])),
    entry(0, { type: 'leg', ...CALLER, state: 'connected' }),
    entry(0, { type: 'heard', callId: 'a1', by: CALLER.from, text: GREETING, sound: 'speech' }),
    entry(2_000, { type: 'said', callId: 'a1', by: CALLER.from, digits: '1' }),
    entry(2_200, { type: 'said', callId: 'a1', by: CALLER.from, digits: '#' }),
    entry(2_200, {
      ...invocation(
        event(2, { InvocationEventType: 'ACTION_SUCCESSFUL', ActionData: { ReceivedDigits: '1', ...MENU } }),
      ),
      ...{ outcome: 'timed-out', response: undefined },
    }),
    entry(7_200, {
      type: 'diagnostic',
      code: 'response-slow',
      level: 'warning',
      message: 'ACTION_SUCCESSFUL (2) took longer than 5 s',
      sequence: 2,
    }),
    entry(
      7_200,
      invocation(
        event(2, { InvocationEventType: 'ACTION_SUCCESSFUL', ActionData: { ReceivedDigits: '1', ...MENU } }),
        [BRIDGE],
        2,
      ),
    ),
    entry(7_200, { type: 'attributes', attributes: { step: 'bridge' } }),
    entry(7_200, { type: 'leg', ...FAR_END, state: 'ringing' }),
    entry(7_200, { type: 'heard', callId: 'a1', by: CALLER.from, text: 'ringback', sound: 'ringback' }),
    entry(9_200, { type: 'leg', ...FAR_END, state: 'connected' }),
    entry(9_200, { type: 'bridge', callIdA: 'a1', callIdB: 'b1', state: 'up' }),
    entry(9_200, invocation(event(3, { InvocationEventType: 'ACTION_SUCCESSFUL', ActionData: BRIDGE }))),
    entry(10_000, { type: 'heard', callId: 'b1', by: FAR_END.to, text: 'Hello, this is the caller', sound: 'voice' }),
    entry(12_500, { type: 'leg', ...FAR_END, state: 'disconnected', sipCode: 0 }),
    entry(12_500, { type: 'bridge', callIdA: 'a1', callIdB: 'b1', state: 'down' }),
    entry(
      12_500,
      invocation(
        event(4, {
          InvocationEventType: 'HANGUP',
          ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 0, CallId: 'b1', ParticipantTag: 'LEG-B' } },
        }),
      ),
    ),
    entry(12_500, {
      type: 'diagnostic',
      code: 'survivor-left-connected',
      level: 'error',
      message: 'LEG-A stays connected after LEG-B hung up',
      callId: 'a1',
      sequence: 4,
    }),
    entry(60_000, { type: 'leg', ...CALLER, state: 'disconnected', sipCode: 487 }),
    entry(60_000, { type: 'call-ended', reason: 'the caller hung up' }),
  );
