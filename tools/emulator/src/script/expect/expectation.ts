import type { DiagnosticCode } from '../../trace/diagnostics.ts';
import type { LegJson } from '../../trace/to-json.ts';

/** Text is a case-insensitive part of what it is compared with. */
export type Pattern = string | RegExp;

/** What has to hold of a caller's call. What is absent may be anything. */
export interface Expectation {
  /** Heard by the caller's phone, or that of `by`, in this order; other things may be heard in between. */
  heard?: readonly Pattern[];
  by?: string;
  /** All events of the call: `EVENT`, `EVENT Action`, or `...` for any number of others. */
  events?: readonly string[];
  /** Some of its transaction attributes; text is the whole value. */
  attributes?: Readonly<Record<string, Pattern>>;
  /** All of its legs, in the order in which they came. */
  legs?: readonly LegExpectation[];
  /** Diagnostics that the call has. Errors that are not listed in a script are failures. */
  diagnostics?: readonly DiagnosticCode[];
  /** All calls that were created by the API since the start, in order. */
  placed?: readonly PlacedExpectation[];
  /** How long it may take to become true, milliseconds of call time. Default 10 s. */
  withinMs?: number;
}

export interface LegExpectation {
  tag?: LegJson['tag'];
  kind?: LegJson['kind'];
  from?: string;
  to?: string;
  state?: LegJson['state'];
  sipCode?: number;
}

export interface PlacedExpectation {
  to: string;
  from?: string;
}

export const DEFAULT_WITHIN_MS = 10_000;
