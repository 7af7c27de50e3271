import type { HeldCall } from '../cli/hold-call.ts';
import type { LocatedScript } from '../script/parse.ts';
import { titleOf } from '../script/step-title.ts';
import type { CallRecord } from '../trace/recorder.ts';
import { toJson } from '../trace/to-json.ts';
import type { Failure } from './result.ts';

/** What did not go as a script expects it: the step at which it ended, and errors that no step expects. */
export function failuresOf(
  file: string,
  { script, places }: LocatedScript,
  { problem, failure }: HeldCall,
  records: readonly CallRecord[],
): Failure[] {
  const expected = new Set(
    script.steps.flatMap((step) => (step.type === 'expect' ? (step.expectation.diagnostics ?? []) : [])),
  );
  const failures: Failure[] = [];
  if (failure && problem !== undefined) {
    const { step, mismatches, record } = failure;
    const told = script.steps[step];
    failures.push({
      place: places[step] ?? file,
      title: `step ${step + 1}${told ? ` (${titleOf(told)})` : ''}`,
      message: problem.replace(/^.*?: step \d+ \(.*?\): /s, ''),
      mismatches,
      record,
    });
  } else if (problem !== undefined) {
    failures.push({ place: file, title: 'the call', message: problem, mismatches: [], record: undefined });
  }
  for (const record of records) {
    const errors = toJson(record).diagnostics.filter(({ level, code }) => level === 'error' && !expected.has(code));
    for (const { code, message, whatToDo } of errors) {
      failures.push({ place: file, title: code, message: `${message}. ${whatToDo}`, mismatches: [], record });
    }
  }
  return failures;
}
