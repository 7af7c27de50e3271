import { diagnostics, type DiagnosticCode, type DiagnosticLevel } from '../diagnostics.ts';
import type { CallRecord } from '../recorder.ts';
import type { RecordedStep } from '../timeline.ts';

/** A diagnostic with what it means, what to do, and each time it was made. */
export interface Finding {
  code: DiagnosticCode;
  level: DiagnosticLevel;
  title: string;
  explanation: string;
  whatToDo: string;
  found: { at: number; message: string; step: number | undefined }[];
}

const LEVELS: readonly DiagnosticLevel[] = ['error', 'warning', 'info'];

/** The worst first, each code once. */
export function findingsOf({ entries, startedAt }: CallRecord, steps: readonly RecordedStep[]): Finding[] {
  const stepOf = new Map(steps.map((step, index) => [step.entry, index]));
  const findings = new Map<DiagnosticCode, Finding>();
  for (const [index, entry] of entries.entries()) {
    if (entry.type !== 'diagnostic') continue;
    const { code, level, message } = entry;
    const { title, explanation, whatToDo } = diagnostics[code];
    const finding = findings.get(code) ?? { code, level, title, explanation, whatToDo, found: [] };
    finding.found.push({ at: entry.at - startedAt, message, step: stepOf.get(index) });
    findings.set(code, finding);
  }
  return [...findings.values()].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}
