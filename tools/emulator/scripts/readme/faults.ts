import type { Expected } from '../../test/faults/expected/expected.ts';
import { type FaultKind, faults } from '../../test/faults/faults.ts';
import { type Moment, moments } from '../../test/faults/moments.ts';
import type { Section } from './section.ts';
import { markdownTable } from './table.ts';

/** What a caller hears of each fault and what the trace says, from the data of test/fault-table.test.ts. */
export const faultsSection: Section = {
  name: 'faults',
  render: () => [kinds(), ...moments.map(tableOf)].join('\n\n'),
};

function kinds(): string {
  const rows = Object.entries(faults).map(([name, { about }]: [string, FaultKind]) => [name, about]);
  return markdownTable(['fault', 'what goes wrong'], rows);
}

function tableOf({ title, about, expected }: Moment): string {
  const rows = Object.entries(expected).map(([name, each]) => [
    name,
    hears(each),
    String(each.sipCode),
    each.trace.join('<br>'),
    each.diagnostics.map((code) => `\`${code}\``).join('<br>'),
  ]);
  const head = ['fault', 'the caller', 'SIP', 'invocations', 'diagnostics'];
  return `## ${title}\n\n${about}\n\n${markdownTable(head, rows)}`;
}

function hears({ heard, waits, sipCode }: Expected): string {
  const wait = waits > 0 ? `waits ${waits} s; ` : '';
  const words = heard.map((text) => `“${text}”`).join(' ') || 'nothing';
  return `${wait}hears ${words}${sipCode === 0 ? '' : ', then is hung up on'}`;
}
