import { dirname } from 'node:path';
import { failuresText } from './report.ts';
import type { TestResult } from './result.ts';

/** Results in the XML that CI servers read. Times are real seconds. */
export function junit(results: readonly TestResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const time = results.reduce((sum, { realMs }) => sum + realMs, 0);
  const counts = `tests="${results.length}" failures="${failed}" errors="0" time="${secondsOf(time)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="patchbay" skipped="0" ${counts}>`,
    ...results.map(testcase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testcase({ file, failures, realMs }: TestResult): string {
  const folder = dirname(file);
  const head = `    <testcase name="${escaped(file)}" classname="${escaped(folder)}" file="${escaped(file)}" time="${secondsOf(realMs)}"`;
  const [first] = failures;
  if (!first) return `${head}/>`;
  const message = `${first.place}: ${first.title}: ${first.message}`;
  return [
    `${head}>`,
    `      <failure message="${escaped(message)}" type="${escaped(first.title)}">${escaped(failuresText(failures))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** As text or in an attribute. What XML 1.0 has no way to write is replaced. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function secondsOf(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
