import { ladder, type LadderOptions } from '../trace/ladder.ts';
import { visible } from '../trace/visible.ts';
import type { Failure, TestResult } from './result.ts';

/** One script's result, for a terminal. */
export function resultText({ file, failures, callMs }: TestResult, options: LadderOptions = {}): string {
  const head = `${failures.length === 0 ? 'ok  ' : 'FAIL'}  ${visible(file)} (${seconds(callMs)} of calls)\n`;
  return head + failuresText(failures, options);
}

/** What failed, each with the ladder up to it; a call that several are about is drawn once. */
export function failuresText(failures: readonly Failure[], options: LadderOptions = {}): string {
  return failures
    .map((failure, index) => {
      const { record } = failure;
      const drawnLater = failures
        .slice(index + 1)
        .some((other) => other.record !== undefined && other.record === record);
      return failureText(failure) + (record && !drawnLater ? `\n${indented(ladder(record, options), 4)}\n` : '');
    })
    .join('');
}

function failureText({ place, title, message, mismatches }: Failure): string {
  const told =
    mismatches.length === 0
      ? [message]
      : mismatches.flatMap(({ what, expected, got }) => [what, `  expected  ${expected}`, `  got       ${got}`]);
  return `\n  ${visible(place)}: ${visible(title)}\n${told.map((line) => indented(visible(line), 4)).join('\n')}\n`;
}

export function summaryText(results: readonly TestResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  return `\n${results.length - failed} passed, ${failed} failed\n`;
}

function indented(text: string, columns: number): string {
  return text.trimEnd().replace(/^(?=.)/gm, ' '.repeat(columns));
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
