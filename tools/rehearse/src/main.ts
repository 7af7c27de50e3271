/** `npm run rehearse`: deploys everything to an AWS on this machine, calls it, changes it and removes it. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ladder } from '@patchbay/emulator';
import { type MainIo, runMain } from '@patchbay/local';
import { RehearsalError } from './errors.ts';
import { lintTemplates } from './lint.ts';
import { preparePython } from './python.ts';
import { rehearse } from './rehearse.ts';
import { Report } from './report.ts';
import { removeStage, writeStage } from './stage-file.ts';
import { startWorld, type World } from './world.ts';

const HELP = `npm run rehearse [-- lint] [--counts FILE]

Deploys all services to MiniStack and the emulator, calls them, deploys them again, changes them, lets a deployment fail,
and removes them. Needs Python 3.10 or newer.

  lint            Only check every packaged template with cfn-lint
  --counts FILE   Write how many steps went well, and how many failed
`;

await runMain(async (io) => {
  const { values, positionals } = parseArgs({
    args: [...io.argv],
    options: { help: { type: 'boolean' }, counts: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.help || positionals.some((each) => each !== 'lint') || positionals.length > 1) {
    io.out(HELP);
    return values.help ? 0 : 2;
  }
  const report = new Report(io.out);
  let isDone = false;
  try {
    await (positionals.length === 1 ? lintTemplates(report, io.stop) : rehearseAll(report, io));
    isDone = true;
  } catch (error) {
    io.stop.throwIfAborted();
    if (!(error instanceof RehearsalError)) throw error;
    io.error(`${error.details}\n${error.message}\n`);
    return 1;
  } finally {
    const failed = isDone ? 0 : 1;
    if (values.counts !== undefined) writeFileSync(values.counts, `${report.passed} ${failed}\n`);
  }
  return 0;
}, 130);

function lastCall({ emulator }: World): string {
  const last = emulator.recorder.list().at(-1);
  return last ? ladder(last) : 'There was no call.';
}

async function rehearseAll(report: Report, io: MainIo): Promise<void> {
  const startedAt = performance.now();
  const programs = await report.step('Python has what is needed', () => preparePython(io.stop));
  const stage = writeStage();
  try {
    const start = () => startWorld(programs, stage, io.stop);
    const world = await report.step('MiniStack and the emulator run', start);
    try {
      await rehearse(report, world, stage, io);
    } catch (error) {
      if (!io.stop.aborted) io.error(`${await world.ministack.log()}\n\n${lastCall(world)}\n`);
      throw error;
    } finally {
      await world.stop();
    }
  } finally {
    removeStage();
  }
  io.out(`All ${report.passed} steps went well, in ${Math.round((performance.now() - startedAt) / 1_000)} s.\n`);
}
