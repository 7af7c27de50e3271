import { diagnostics } from './diagnostics.ts';

/** Every diagnostic as a Markdown table, for the README; its columns are aligned. Ends without a line end. */
export function diagnosticsTable(): string {
  const rows = Object.entries(diagnostics).map(([code, { level, title }]) => [`\`${code}\``, level, title]);
  const head = ['code', 'level', 'what it means'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
