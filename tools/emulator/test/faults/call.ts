import type { SmaEvent } from '@patchbay/sma';
import { VirtualClock } from '../../src/clock/virtual.ts';
import type { Functions } from '../../src/engine/ports.ts';
import { byArn } from '../../src/lambda/by-arn.ts';
import { startEmulator } from '../../src/server/start-emulator.ts';
import type { CallRecord } from '../../src/trace/recorder.ts';
import type { Expected } from './expected/expected.ts';
import type { Moment } from './moments.ts';

const DIALLED = '+12065550100';
const CALLER = '+14155550123';
const arn = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

/** The flow whose calls are hit: it greets, says goodbye and hangs up, and apologises where it was not understood. */
export function answerTo(event: SmaEvent, greeting: string): object {
  const speak = (Text: string) => ({ Type: 'Speak', Parameters: { Text } });
  const hangUp = { Type: 'Hangup', Parameters: { SipResponseCode: '0' } };
  const actions = {
    NEW_INBOUND_CALL: [speak(greeting)],
    ACTION_SUCCESSFUL: [speak('Goodbye.'), hangUp],
    INVALID_LAMBDA_RESPONSE: [speak('Sorry.'), hangUp],
  };
  const type = event.InvocationEventType;
  const done = type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'Hangup';
  return { SchemaVersion: '1.0', Actions: type in actions && !done ? actions[type as keyof typeof actions] : [] };
}

/** Whether an invocation is hit: from the moment's event on, as often as its fault says. */
export function hits({ from }: Pick<Moment, 'from'>, times = Infinity): (event: SmaEvent) => boolean {
  const first = from === 'NEW_INBOUND_CALL' ? 1 : 2;
  let left = times;
  return ({ Sequence }) => Sequence >= first && left-- > 0;
}

/** One call to its end, on virtual time, and what there is to say about it. */
export async function observe(
  { from, secondTarget }: Pick<Moment, 'from' | 'secondTarget'>,
  first: Functions,
  second: Functions,
): Promise<Expected> {
  const clock = new VirtualClock();
  const emulator = await startEmulator({
    clock,
    functions: byArn({ [arn('first')]: first, [arn('second')]: second }),
    provision: {
      applications: [
        { name: 'first', functionArn: arn('first') },
        { name: 'second', functionArn: arn('second'), region: 'us-west-2' },
      ],
      rules: [{ name: 'main', targets: secondTarget ? ['first', 'second'] : ['first'], trigger: { number: DIALLED } }],
    },
  });
  try {
    const caller = emulator.phone(CALLER);
    const line = caller.dial(DIALLED);
    const record = (): CallRecord | undefined => emulator.call(line.transactionId);
    await clock.passUntil(() => record()?.endedAt !== undefined, 600_000);
    // A slow attempt may still answer when the call is over.
    await clock.passUntil(() => false, 60_000);
    const entries = record()?.entries ?? [];
    return {
      heard: caller.heard,
      waits: waitsFor(entries, from),
      sipCode: line.sipCode ?? NaN,
      trace: invocations(entries),
      diagnostics: [...new Set(entries.filter((entry) => entry.type === 'diagnostic').map(({ code }) => code))].filter(
        (code) => code !== 'open-point',
      ),
    };
  } finally {
    await emulator.dispose();
  }
}

function waitsFor(entries: CallRecord['entries'], from: Moment['from']): number {
  const begin = from === 'NEW_INBOUND_CALL' ? 0 : entries.findIndex(isSpoken);
  const rest = entries.slice(begin);
  const next = rest.find((entry) => entry.type === 'heard' || (entry.type === 'leg' && entry.state === 'disconnected'));
  return ((next?.at ?? NaN) - (rest[0]?.at ?? NaN)) / 1_000;
}

function isSpoken(entry: CallRecord['entries'][number]): boolean {
  return entry.type === 'action' && entry.phase === 'succeeded';
}

/** `NEW_INBOUND_CALL: failed, returned`; an answer that came too late to be used is in brackets. */
function invocations(entries: CallRecord['entries']): string[] {
  const lines: { of: string; outcomes: string[] }[] = [];
  for (const entry of entries) {
    if (entry.type !== 'invocation') continue;
    const { event, outcome, ignored } = entry;
    const of = event.InvocationEventType;
    if (lines.at(-1)?.of !== of) lines.push({ of, outcomes: [] });
    lines.at(-1)?.outcomes.push(ignored ? `(${outcome})` : outcome);
  }
  return lines.map(({ of, outcomes }) => `${of}: ${outcomes.join(', ')}`);
}
