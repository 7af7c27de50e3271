import { readText } from '../config/load.ts';
import { openPoints, type Switches } from '../engine/switches.ts';
import { InputError } from '../errors.ts';
import { type Outcome, outcomeOf } from '../matrix/outcome.ts';
import { type Row, runMatrix } from '../matrix/run-matrix.ts';
import { pairs, singles, spread, variantName } from '../matrix/variants.ts';
import { locateScript } from '../script/parse.ts';
import { failuresText } from '../testing/report.ts';
import { runTest, type TestScript } from '../testing/run-test.ts';
import { visible } from '../trace/visible.ts';
import { NOT_WELL, OK, STOPPED, type Command } from './command.ts';
import { paint } from './paint.ts';
import { readScriptedOptions, scriptedCall, scriptedOptions } from './test-options.ts';

/** There are some three hundred of them. */
const MOST_PAIRS = 100;

export const matrix: Command = {
  name: 'matrix',
  summary: 'Plays a script under every value of every point that AWS does not document',
  usage: 'SCRIPT [OPTIONS]',
  options: {
    ...scriptedOptions,
    pairs: { help: `Also two points at a time, at most ${MOST_PAIRS} pairs` },
    help: { help: 'Show this' },
  },
  notes: `Says where what is heard, legs, events or diagnostics depend on such a point. Nobody knows which way AWS goes, and it
may change: a function to be trusted works either way.
Exit codes: 0 the script works under all values, 1 some value breaks it, 2 the command or the script was wrong.`,
  async run({ positionals, values }, io) {
    const [file, ...more] = positionals;
    if (file === undefined) throw new InputError('patchbay matrix needs a script: patchbay matrix calls/menu.yml');
    if (more.length > 0) throw new InputError(`patchbay matrix takes one script, not also ${more.join(' ')}`);
    const options = await readScriptedOptions(values, 'matrix');
    const test: TestScript = { file, ...locateScript(await readText(file, 'script'), file) };
    const base = { ...options.config?.switches, ...test.script.switches };
    const run = async (switches: Partial<Switches>) => {
      const script = { ...test.script, switches: { ...base, ...switches } };
      const { failures, records } = await runTest({ ...test, script }, scriptedCall(options, test.script), () =>
        performance.now(),
      );
      return { failures, outcome: outcomeOf(records, failures) };
    };
    const usual = await run({});
    if (usual.failures.length > 0) {
      io.out(`The script does not work as it is:\n${failuresText(usual.failures, io.colours ? { paint } : {})}`);
      return NOT_WELL;
    }
    const variants = [...singles(base), ...('pairs' in values ? spread(pairs(base), MOST_PAIRS) : [])];
    const play = async (switches: Partial<Switches>): Promise<Outcome> => (await run(switches)).outcome;
    const rows: Row[] = [];
    const width = Math.max(...variants.map((variant) => variantName(variant).length));
    for await (const row of runMatrix(variants, usual.outcome, play)) {
      if (io.stop.aborted) return STOPPED;
      rows.push(row);
      io.out(`${rowText(row, width)}\n`);
    }
    io.out(summary(rows, 'pairs' in values ? Math.max(0, pairs(base).length - MOST_PAIRS) : 0));
    return rows.some(({ verdict }) => verdict === 'broken') ? NOT_WELL : OK;
  },
};

function rowText({ variant, verdict, what }: Row, width: number): string {
  const codes = variant.points.map(({ name }) => openPoints[name].point).join('+');
  return `${codes.padEnd(7)}  ${variantName(variant).padEnd(width)}  ${verdict.padEnd(9)}  ${visible(what)}`.trimEnd();
}

function summary(rows: readonly Row[], leftOut: number): string {
  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const points = [
    ...new Set(
      rows.flatMap(({ verdict, variant }) => (verdict === 'same' ? [] : variant.points.map(({ name }) => name))),
    ),
  ];
  const single = points.filter((name) =>
    rows.some(
      ({ verdict, variant }) => verdict !== 'same' && variant.points.length === 1 && variant.points[0]?.name === name,
    ),
  );
  const about = single.map((name) => `  ${openPoints[name].point} ${name}: ${openPoints[name].about}\n`).join('');
  const more = leftOut > 0 ? `; ${leftOut} pairs were left out` : '';
  return `\n${rows.length} runs: ${count('same')} the same, ${count('different')} different, ${count('broken')} broken${more}\n${
    about === '' ? '' : `It depends on what AWS does not document:\n${about}`
  }`;
}
