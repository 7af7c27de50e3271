import { diagnostics, type DiagnosticCode, type DiagnosticLevel } from './diagnostics.ts';
import type { DiagnosticEntry } from './entry.ts';
import type { Paint } from './ladder-row.ts';
import { wrap } from './text.ts';

const LEVELS: readonly DiagnosticLevel[] = ['error', 'warning', 'info'];

/** What was found in a call, the worst first, each code once with all its messages and what to do about it. */
export function findingLines(findings: readonly DiagnosticEntry[], width: number, paint: Paint): string[] {
  if (findings.length === 0) return [];
  const byCode = Map.groupBy(findings, ({ code }) => code);
  const codes = [...byCode.entries()].sort(([, a], [, b]) => rank(a) - rank(b));
  return ['', ...codes.flatMap(([code, found]) => ['', ...linesOf(code, found, width, paint)]).slice(1)];
}

const rank = (found: readonly DiagnosticEntry[]): number => LEVELS.indexOf(found[0]?.level ?? 'info');

function linesOf(code: DiagnosticCode, found: readonly DiagnosticEntry[], width: number, paint: Paint): string[] {
  const { title, whatToDo } = diagnostics[code];
  const level = found[0]?.level ?? 'info';
  const messages = [...new Set(found.map(({ message }) => message))];
  return [
    `${paint(level, `${level} ${code}`)}  ${title}`,
    ...messages.flatMap((message) => wrap(message, width - 4).map((line) => `    ${line}`)),
    ...wrap(`What to do: ${whatToDo}`, width - 4).map((line) => paint('note', `    ${line}`)),
  ];
}
