import { diagnostics } from './diagnostics.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** Every diagnostic as a Markdown table, for the README. Ends without a line end. */
export function diagnosticsTable(): string {
  const rows = Object.entries(diagnostics).map(
    ([code, { level, title, explanation, whatToDo }]) =>
      `| \`${code}\` | ${level} | **${cell(title)}.** ${cell(explanation)} | ${cell(whatToDo)} |`,
  );
  return ['| code | level | what it means | what to do |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
