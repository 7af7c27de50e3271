import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RealClock } from '../clock/real.ts';
import { readText } from '../config/load.ts';
import { InputError, messageOf } from '../errors.ts';
import { locateScript } from '../script/parse.ts';
import { findScripts } from '../testing/find-scripts.ts';
import { junit } from '../testing/junit.ts';
import { resultText, summaryText } from '../testing/report.ts';
import type { TestResult } from '../testing/result.ts';
import { runTest, type TestScript } from '../testing/run-test.ts';
import { runOnChange } from '../testing/watch.ts';
import { NOT_WELL, OK, STOPPED, type Args, type Command } from './command.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';
import { readScriptedOptions, scriptedCall, scriptedOptions } from './test-options.ts';

export const test: Command = {
  name: 'test',
  summary: 'Plays scripts with a function and checks what they expect',
  usage: "SCRIPT… [OPTIONS], such as 'calls/**/*.yml' --handler ivr.mjs",
  options: {
    ...scriptedOptions,
    junit: { value: 'FILE', help: 'Also write the results as JUnit XML' },
    watch: { help: 'Run again whenever a script, the configuration or the function changes, until Ctrl-C' },
    help: { help: 'Show this' },
  },
  notes: `Each script has an emulator of its own, on virtual time. A call that has an error and no step that expects its
diagnostic has failed, too.
Exit codes: 0 all went as expected, 1 something did not, 2 the command or a script was wrong.`,
  async run({ positionals, values }, io) {
    if (positionals.length === 0) throw new InputError("patchbay test needs scripts: patchbay test 'calls/**/*.yml'");
    if (!('watch' in values)) return runAll(positionals, values, io);
    await readScriptedOptions(values, 'test');
    await findScripts(positionals);
    const again = async (): Promise<void> => {
      try {
        await runAll(positionals, values, io);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        io.error(`${error.message}\n`);
      }
      if (!io.stop.aborted) io.out('waiting for a change; Ctrl-C stops\n');
    };
    const { folders } = await readScriptedOptions(values, 'test');
    await runOnChange(
      {
        folders: [...folders, ...(await findScripts(positionals)).map((file) => dirname(file))],
        except: values['junit'] === undefined ? [] : [values['junit']],
        clock: new RealClock(),
        stop: io.stop,
      },
      again,
    );
    return STOPPED;
  },
};

async function runAll(patterns: readonly string[], values: Args['values'], io: Io): Promise<number> {
  const options = await readScriptedOptions(values, 'test');
  const scripts = await readScripts(await findScripts(patterns));
  const results: TestResult[] = [];
  for (const script of scripts) {
    if (io.stop.aborted) return STOPPED;
    const result = await runTest(script, scriptedCall(options, script.script), () => performance.now());
    results.push(result);
    io.out(resultText(result, io.colours ? { paint } : {}));
  }
  io.out(summaryText(results));
  if (values['junit'] !== undefined) await write(values['junit'], junit(results));
  return results.every(({ failures }) => failures.length === 0) ? OK : NOT_WELL;
}

/** All of them are read before the first is played, so that everything wrong is said at once. */
async function readScripts(files: readonly string[]): Promise<TestScript[]> {
  const problems: string[] = [];
  const scripts: TestScript[] = [];
  for (const file of files) {
    try {
      scripts.push({ file, ...locateScript(await readText(file, 'script'), file) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return scripts;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new InputError(`Cannot write ${file}: ${messageOf(error)}`, { cause: error });
  }
}
