import type { Clock } from '../clock/clock.ts';
import type { OutboundCall } from '../engine/call.ts';
import type { Bots, Directory, Functions, Ids, Storage } from '../engine/ports.ts';
import type { InProcessHandler } from '../lambda/in-process.ts';
import type { Attendance } from '../meetings/presence.ts';
import type { Browser } from '../meetings/browser.ts';
import type { DiagnosticCode } from '../trace/diagnostics.ts';
import type { Start } from './history.ts';
import type { CallView } from './run/call-view.ts';

/** A flow, and what people and other systems may do to it. */
export interface FlowUnderTest {
  name: string;
  /** How its calls begin; one is drawn for each call. Callers that call twice at once get another number. */
  starts: readonly Start[];
  /** What the flow runs on. Opened for every history, so that none sees what another one left. */
  open(outside: Outside): World | Promise<World>;
  /** Arguments that updates are made with. */
  updates?: readonly Readonly<Record<string, string>>[];
  /** Keys that callers know, such as a PIN: pressed where they fit what is asked for. */
  keys?: readonly string[];
  /** What callers say to bots and recordings. */
  words?: readonly string[];
  /** How many calls at once at most. Default 3. */
  maxCalls?: number;
  /** The same events give the same responses, whatever other calls do. Then calls are compared with calls run alone. */
  deterministic?: boolean;
  /** Whether a call that is connected to nobody, with nothing left to do, is as it should be: it waits for an update. */
  waits?(call: CallView): boolean;
  /** Diagnostics that are no defect of this flow. */
  allow?: readonly DiagnosticCode[];
}

/** A fresh world for one history. */
export interface World {
  /** What answers the calls: a handler in this process, or a way to reach functions. */
  handler?: InProcessHandler;
  functions?: Functions;
  meetings?: Attendance;
  directory?: Directory;
  bots?: Bots;
  storage?: Storage;
  /** What is still claimed, open or joined; asked when all calls are over. */
  leftovers?(): readonly string[] | Promise<readonly string[]>;
  /** What a call has done outside so far, one text for each time: an effect that is done twice is there twice. */
  effects?(transactionId: string): readonly string[];
  /** Errors that the flow itself has caught, such as those that its router reports. */
  errors?(): readonly string[];
  /**
   * Things that happen and may begin a call, by name, for starts of type `world`: an HTTP request that creates one by
   * `outside.createCall`. Call time stands still until it is done, so it can't wait for any to pass.
   */
  starts?: Readonly<Record<string, (args: Readonly<Record<string, string>>) => void | Promise<void>>>;
  /** Things that happen by themselves, by name: a meeting ends, an attendee is removed. */
  moves?: Readonly<Record<string, (transactionId: string) => void | Promise<void>>>;
  close?(): void | Promise<void>;
}

export type CreatedCall = Omit<OutboundCall, 'sipMediaApplicationId'> & { sipMediaApplicationId?: string };

/** What the emulator gives to a world. */
export interface Outside {
  clock: Clock;
  ids: Ids;
  /**
   * CreateSipMediaApplicationCall; without an application, that of the number it shows.
   * @throws EngineError BadRequest, Throttled, ResourceLimitExceeded
   * @throws Error with code ECONNRESET where a start says that the answer gets lost: the call goes out all the same
   */
  createCall(call: CreatedCall): { transactionId: string };
  /** UpdateSipMediaApplicationCall. */
  updateCall(transactionId: string, args: Readonly<Record<string, string>>): void;
  /**
   * Somebody joins a meeting of the world with a browser.
   * @throws BrowserError when the token is none of a live meeting
   */
  browser(joinToken: string): Browser;
}
