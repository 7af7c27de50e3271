import type { Call } from '../call.ts';
import { SmaError } from '../errors.ts';
import type { EventType } from '../events/event.ts';
import type { Problem } from '../problems.ts';

export type ReportCode =
  /** What came in could not be read; it was thrown. */
  | 'invalid-event'
  /** The call names no flow that exists. */
  | 'unknown-flow'
  /** The flow has no handler for an event that needs an answer. */
  | 'unhandled-event'
  /** An action failed, or an answer was refused, and the flow has no handler for it. */
  | 'unhandled-failure'
  | 'handler-failed'
  | 'invalid-answer'
  /** The flow returned actions where the service ignores them; they were left out. */
  | 'actions-ignored'
  /** Something in the answer is allowed but unwise. */
  | 'advice'
  /** Nothing of this call will be given back by itself. */
  | 'release-failed'
  /** A leg could not be hung up, however often it was tried. */
  | 'hangup-failed';

/** Something that the router noticed. `problems` show the value that is at fault, which may be a number or a text. */
export interface ReportEntry {
  level: 'error' | 'warning';
  code: ReportCode;
  message: string;
  /** Undefined when none was found. */
  flow: string | undefined;
  event: EventType | undefined;
  sequence: number | undefined;
  transactionId: string | undefined;
  problems: readonly Problem[];
  /** What was thrown. */
  error?: unknown;
}

export type Report = (entry: ReportEntry) => void;

/** Reports about one event of one call. */
export type Noter = (code: ReportCode, message: string, more?: Partial<ReportEntry>) => void;

export function noterFor(report: Report, call: Call | undefined, flow: string | undefined): Noter {
  return (code, message, more = {}) => {
    try {
      report({
        level: 'error',
        code,
        message: `${flow === undefined ? '' : `flow ${flow}, `}${call?.type ?? 'no event'}: ${message}`,
        flow,
        event: call?.type,
        sequence: call?.sequence,
        transactionId: call?.transactionId,
        problems: [],
        ...more,
      });
    } catch {
      // A call must not end because nobody could write down what happened to it.
    }
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): ReportCode {
  if (!(error instanceof SmaError)) return 'handler-failed';
  return error.code === 'unknown-flow' || error.code === 'invalid-answer' ? error.code : 'handler-failed';
}

export function problemsIn(error: unknown): readonly Problem[] {
  return error instanceof SmaError ? error.problems : [];
}
