import type { AttendedLine } from '../../phones/attendant.ts';
import type { ConnectFunctions } from './functions.ts';
import type { ContactData } from './contact-data.ts';

/** What an action comes to. */
export type Outcome =
  | 'next'
  /** A condition may match it. */
  | { result: string }
  /** An error branch by its type, or the one of NoMatchingError. */
  | { error: string; reason: string }
  /** The flow is over, and the contact with it. */
  | { over: 'hang-up' };

export type Run = (contact: Running) => Outcome | Promise<Outcome>;

/** A contact while its flow runs: what actions work with. Whatever waits ends with the line. */
export interface Running {
  readonly data: ContactData;
  readonly line: AttendedLine;
  readonly functions: ConnectFunctions;
  readonly settings: RunSettings;
  /** How often a Loop action has been passed, by its identifier. */
  readonly loops: Map<string, number>;
  /** Identifier of the action that runs. */
  readonly action: string;
  /** Lets call time pass. */
  wait(ms: number): Promise<void>;
  /** Waits for something to happen: `start` is given what to call then. At most `ms` milliseconds; undefined after it. */
  waitFor<T>(ms: number, start: (happened: (value: T) => void) => void): Promise<T | undefined>;
  /** Works while call time stands still, and on real time gives up after `ms` milliseconds with undefined. */
  meanwhile<T>(ms: number, work: () => Promise<T>): Promise<T | undefined>;
  /** Keys that the caller presses, until the returned function is called. */
  onKey(listener: (key: string) => void): () => void;
  /** Calls a third party in the contact's name. */
  callThirdParty(number: string, timeoutMs: number, keys: string): Promise<ThirdPartyOutcome>;
  /** A line in the flow log; nothing while logging is off. */
  log(parameters: Readonly<Record<string, unknown>>, results?: unknown): void;
  setLogging(enabled: boolean): void;
  /** `set`: the attributes that have been set. */
  trace(text: string, set?: Readonly<Record<string, string>>): void;
  diagnose(code: ContactDiagnosticCode, message: string): void;
}

export type ThirdPartyOutcome = 'ended' | 'failed' | 'timed-out';

export type ContactDiagnosticCode =
  | 'contact-function-failed'
  | 'contact-function-slow'
  | 'contact-response-invalid'
  | 'contact-reference-missing'
  | 'contact-wait-on-voice'
  | 'contact-too-long';

export interface RunSettings {
  /**
   * Whether Wait on a voice contact waits. Amazon Connect documents it for voice only while other blocks run or a
   * function is waited for; a plain one takes its error branch. Default false.
   */
  waitOnVoice: boolean;
  /** Whether a function that threw is invoked again, as after throttling; the documentation says "an error". Default true. */
  repeatFailed: boolean;
  /** Actions that one contact may run. Default 1,000. */
  maxActions: number;
  /** Call time after which a flow is ended, milliseconds. Default 2 hours. */
  maxMs: number;
}
