import { printScript } from '../../script/print.ts';
import type { History } from '../history.ts';
import type { Run } from '../run/run.ts';
import type { Violation } from '../violation.ts';
import { toScript } from './to-script.ts';

/** A script that reproduces a history with `patchbay call --script`; what it can't express is said in comments. */
export function printHistory(run: Run): string {
  const { script, notes } = toScript(run);
  const [plan] = run.history.calls;
  const command =
    plan?.start.type === 'inbound'
      ? [`# patchbay call ${plan.start.to} --from ${plan.start.from} --script FILE --handler PATH#EXPORT`]
      : [];
  return [...command, ...notes.map((note) => `# ${note}`), printScript(script)].join('\n');
}

/** A violation to be read in a terminal: in words, as a script, and as data for `replay`. */
export function printViolation(violation: Violation): string {
  const { flow, invariant, words, script, history, number, tried } = violation;
  return [
    `${flow} breaks ${invariant} in history ${number}; the shortest of ${tried} tried that still does:`,
    '',
    ...words.split('\n').map((line) => `  ${line}`),
    '',
    'As a script:',
    '',
    ...script.split('\n').map((line) => `  ${line}`.trimEnd()),
    'As data, for replay():',
    '',
    `  ${asData(history)}`,
    '',
  ].join('\n');
}

function asData(history: History): string {
  return JSON.stringify(history);
}
