import type { Mismatch } from '../script/expect/check.ts';
import type { CallRecord } from '../trace/recorder.ts';

/** What came of one script. */
export interface TestResult {
  file: string;
  /** Empty when all went as it was expected. */
  failures: readonly Failure[];
  /** How long the calls lasted, milliseconds of call time. */
  callMs: number;
  /** How long it took, milliseconds of real time. */
  realMs: number;
}

export interface Failure {
  /** `file:line:column` of the step, or the file. */
  place: string;
  /** What it is about, such as `step 3 (expect)`. */
  title: string;
  message: string;
  mismatches: readonly Mismatch[];
  /** The call, as far as it had come. */
  record: CallRecord | undefined;
}
