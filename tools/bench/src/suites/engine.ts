import { type Emulator, VirtualClock, createEmulator } from '@patchbay/emulator';
import type { SmaEvent } from '@patchbay/sma';
import { heapInUse } from '../memory.ts';
import { median } from '../statistics.ts';
import type { Row, Suite } from '../suite.ts';

const CALLED = '+12065550100';
/** A call of four invocations: a menu, a key, an announcement, the end. */
const INVOCATIONS = 4;
/** A new call starts this often, in call time. */
const EVERY_MS = 10;
const LIVE_CALLS = 10_000;
/** The smaller sizes take the median of so many runs. */
const RUNS = 5;

/** The engine alone: in-process handler, virtual clock, nothing recorded. */
export const engine: Suite = {
  name: 'engine',
  about: `calls of ${INVOCATIONS} invocations with an in-process handler on the virtual clock`,
  async run() {
    // Long enough that the first size is not slow from being first.
    await calls(10_000);
    const sizes = [1_000, 10_000, 100_000];
    const measured: { size: number; seconds: number; handlerSeconds: number }[] = [];
    for (const size of sizes) {
      const runs: number[] = [];
      for (let run = 0; run < (size < 100_000 ? RUNS : 1); run++) {
        const started = performance.now();
        await calls(size);
        runs.push((performance.now() - started) / 1_000);
      }
      const seconds = median(runs);
      measured.push({ size, seconds, handlerSeconds: await handlerAlone(size) });
    }
    const rows = measured.flatMap(({ size, seconds, handlerSeconds }): Row[] => [
      {
        what: `${size.toLocaleString('en-US')} calls: complete calls a second`,
        value: size / seconds,
        unit: 'calls/s',
        target: '≥ 5,000',
        comparedWith: { what: 'handler alone', value: size / handlerSeconds },
      },
      {
        what: `${size.toLocaleString('en-US')} calls: engine time an event`,
        value: ((seconds - handlerSeconds) * 1e6) / (size * INVOCATIONS),
        unit: 'µs',
      },
    ]);
    const [small, , large] = measured;
    if (small && large) {
      const cost = (each: typeof small) => each.seconds / each.size;
      rows.push({
        what: 'cost of a call at 100,000 over 1,000',
        value: cost(large) / cost(small),
        unit: '×',
        target: '≤ 1.2',
      });
    }
    rows.push(await liveCalls());
    return rows;
  },
};

function handler(event: SmaEvent): object {
  const answer = (...Actions: object[]) => ({ SchemaVersion: '1.0', Actions });
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return answer({
        Type: 'SpeakAndGetDigits',
        Parameters: {
          SpeechParameters: { Text: 'For sales press 1' },
          FailureSpeechParameters: { Text: 'Please try again' },
          MinNumberOfDigits: 1,
          MaxNumberOfDigits: 1,
          RepeatDurationInMilliseconds: 5_000,
        },
      });
    case 'ACTION_SUCCESSFUL':
      return event.ActionData.Type === 'SpeakAndGetDigits'
        ? answer({ Type: 'Speak', Parameters: { Text: 'Thank you' } })
        : answer({ Type: 'Hangup', Parameters: { SipResponseCode: '0' } });
    default:
      return answer();
  }
}

function emulator(): { emulator: Emulator; clock: VirtualClock } {
  const clock = new VirtualClock();
  const quiet = {
    record: () => undefined,
    find: () => undefined,
    list: () => [],
    subscribe: () => () => undefined,
    clear: () => undefined,
  };
  return { clock, emulator: createEmulator({ handler: (event) => handler(event), clock, recorder: quiet }) };
}

/** Every caller dials, presses 1 a second later and is hung up on. */
async function calls(count: number): Promise<void> {
  const { emulator: pstn, clock } = emulator();
  let placed = 0;
  const next = (): void => {
    const call = pstn.engine.inbound({ from: '+12065550123', to: CALLED });
    if ('sipCode' in call) throw new Error('the engine refused a call');
    clock.after(1_000, () => call.leg.digit('1'));
    placed++;
    if (placed < count) clock.after(EVERY_MS, next);
  };
  next();
  const done = await clock.passUntil(
    () => placed === count && pstn.engine.transactions.size === 0,
    count * EVERY_MS + 60_000,
  );
  if (!done) throw new Error('not all calls ended');
}

/** The same events given to the handler with nothing in between but the JSON of a Lambda invocation. */
async function handlerAlone(count: number): Promise<number> {
  const seen: string[] = [];
  const pstn = createEmulator({
    handler: (event) => {
      seen.push(JSON.stringify(event));
      return handler(event);
    },
  });
  const caller = pstn.phone('+12065550123');
  caller.dial(CALLED);
  await caller.hears('press 1');
  caller.press('1');
  await caller.isHungUp();
  await pstn.passUntil(() => false, 1_000);
  const started = performance.now();
  for (let index = 0; index < count; index++) {
    for (const payload of seen) {
      const answer = await Promise.resolve(handler(JSON.parse(payload) as SmaEvent));
      JSON.stringify(answer);
    }
  }
  return (performance.now() - started) / 1_000;
}

/** Calls that wait for a key, all at once. */
async function liveCalls(): Promise<Row> {
  const { emulator: pstn, clock } = emulator();
  const before = heapInUse();
  for (let index = 0; index < LIVE_CALLS; index++) {
    pstn.engine.inbound({ from: `+1206555${String(index).padStart(4, '0')}`, to: CALLED });
  }
  await clock.passUntil(() => false, 2_000);
  const bytes = (heapInUse() - before) / LIVE_CALLS;
  if (pstn.engine.transactions.size !== LIVE_CALLS) throw new Error('not all calls are live');
  return {
    what: `memory of one of ${LIVE_CALLS.toLocaleString('en-US')} live calls`,
    value: bytes / 1_024,
    unit: 'KB',
    target: '≤ 8',
  };
}
