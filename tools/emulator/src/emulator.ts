import type { Clock } from './clock/clock.ts';
import { RealClock } from './clock/real.ts';
import { VirtualClock } from './clock/virtual.ts';
import { openDirectory } from './directory/open.ts';
import type { CallUpdate } from './engine/call.ts';
import { Engine, type EngineOptions } from './engine/engine.ts';
import type { Directory, Functions, Ids, Storage } from './engine/ports.ts';
import { seededIds } from './ids/seeded.ts';
import { type InProcessHandler, inProcess } from './lambda/in-process.ts';
import type { Browser } from './meetings/browser.ts';
import { noMeetings } from './meetings/none.ts';
import type { Attendance } from './meetings/presence.ts';
import { Rooms } from './meetings/rooms.ts';
import { Exchange } from './phones/exchange.ts';
import type { FarEnd } from './phones/far-end.ts';
import type { Phone } from './phones/phone.ts';
import { VirtualMedia } from './phones/virtual-media.ts';
import { MemoryStorage } from './storage/memory.ts';
import { type CallRecord, type Recorder, createRecorder } from './trace/recorder.ts';

export interface EmulatorOptions extends EngineOptions {
  /** What calls are answered by: a handler in this process, or a way to reach functions. */
  handler?: InProcessHandler;
  functions?: Functions;
  /** Default: a virtual clock, on which an hour passes in no time. */
  clock?: Clock;
  /** Same seed, same run. Default 1. */
  seed?: number;
  ids?: Ids;
  /** Default: every number leads to the function. */
  directory?: Directory;
  meetings?: Attendance;
  storage?: Storage;
  /** What happens at numbers that are called; others answer after 2 s. */
  farEnds?: Readonly<Record<string, FarEnd>>;
  recorder?: Recorder;
}

/** PSTN Audio on one machine. */
export interface Emulator {
  readonly engine: Engine;
  readonly exchange: Exchange;
  readonly rooms: Rooms;
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** The phone with this number, which may be anybody's. */
  phone(number: string): Phone;
  /**
   * Somebody joins a meeting with a browser, as the attendee whose token it is.
   * @throws BrowserError when the token is none of a live meeting
   */
  browser(joinToken: string): Browser;
  /** Lets call time pass until `done()` holds, at most `ms` milliseconds; resolves to whether it held. */
  passUntil(done: () => boolean, ms: number): Promise<boolean>;
  /** UpdateSipMediaApplicationCall of a call, whichever application it belongs to. */
  update(transactionId: string, given: CallUpdate['arguments']): void;
  /** What happened in a call. */
  call(transactionId: string): CallRecord | undefined;
}

export const LOCAL_FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:handler';

/** @throws TypeError when neither a handler nor functions are given */
export function createEmulator(options: EmulatorOptions): Emulator {
  const functions = options.functions ?? (options.handler && inProcess(options.handler));
  if (!functions) throw new TypeError('createEmulator needs a handler or functions to answer its calls.');
  const clock = options.clock ?? new VirtualClock();
  const recorder = options.recorder ?? createRecorder();
  const exchange = new Exchange({
    clock,
    trace: recorder,
    placeCall: (call) => engine.inbound(call),
    ...(options.farEnds && { farEnds: options.farEnds }),
  });
  const meetings = options.meetings ?? noMeetings;
  const rooms = new Rooms({ exchange, meetings, trace: recorder });
  const engine: Engine = new Engine(
    {
      clock,
      wall: clock instanceof VirtualClock ? new RealClock() : clock,
      ids: options.ids ?? seededIds(options.seed ?? 1),
      functions,
      network: exchange,
      media: new VirtualMedia(clock, exchange, rooms),
      storage: options.storage ?? new MemoryStorage(),
      directory: options.directory ?? openDirectory({ functionArn: LOCAL_FUNCTION_ARN }),
      meetings,
      trace: recorder,
    },
    options,
  );
  return {
    engine,
    exchange,
    rooms,
    recorder,
    clock,
    phone: (number) => exchange.phone(number),
    browser: (joinToken) => rooms.join(joinToken),
    passUntil: (done, ms) => clock.passUntil(done, ms),
    update: (transactionId, given) => {
      const sipMediaApplicationId = engine.transactions.get(transactionId)?.application.sipMediaApplicationId ?? '';
      engine.update({ sipMediaApplicationId, transactionId, arguments: given });
    },
    call: (transactionId) => recorder.find(transactionId),
  };
}
