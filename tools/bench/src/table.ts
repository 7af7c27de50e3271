import type { Row } from './suite.ts';

/** Figures as a table of plain text; what a figure is made of is below it. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, value, unit, target = '', comparedWith }) => [
    what,
    `${figure(value)} ${unit}`,
    target,
    comparedWith ? `${comparedWith.what}: ${figure(comparedWith.value)}` : '',
  ]);
  const header = ['what', 'figure', 'target', 'compared with'];
  const all = [header, ...cells];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const details = [undefined, ...rows.map(({ detail }) => detail)];
  return lines.map((line, index) => [line, ...[details[index] ?? []].flat()].join('\n    ')).join('\n');
}

function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}
