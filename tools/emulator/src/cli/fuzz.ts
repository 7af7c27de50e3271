import { writeFile } from 'node:fs/promises';
import { parseConfig } from '../config/parse.ts';
import { functionArn } from '../config/functions.ts';
import { InputError, messageOf } from '../errors.ts';
import { openApiDesk } from '../fuzz/api-desk.ts';
import { flowOf } from '../fuzz/flow.ts';
import { fuzz as explore, type Fuzzed } from '../fuzz/fuzz.ts';
import { readSeed } from './call-options.ts';
import { NOT_WELL, OK, STOPPED, type Args, type Command } from './command.ts';
import { peopleOptions, readCount, readPeople } from './fuzz-options.ts';
import { openTarget } from './fuzz-target.ts';
import type { Io } from './io.ts';
import { readScriptedOptions, scriptedOptions } from './test-options.ts';

const MOST_HISTORIES = 10_000_000;
const { handler, function: named, endpoint, config } = scriptedOptions;

export const fuzz: Command = {
  name: 'fuzz',
  summary: 'Looks for calls that a function gets wrong, and shows the smallest',
  usage: '--handler PATH#EXPORT [OPTIONS]',
  options: {
    handler,
    function: named,
    endpoint,
    config,
    histories: { value: 'N', help: 'How many are tried at most; 2000 if left out' },
    seed: { value: 'N', help: 'Same seed, same histories; 1 if left out' },
    ...peopleOptions,
    findings: { value: 'N', help: 'After how many findings, each of another kind, it ends; 1 if left out' },
    out: { value: 'FILE', help: 'Write the script of the first finding' },
    'in-process': { help: 'Run the function in this process: faster, if it neither exits nor hangs' },
    help: { help: 'Show this' },
  },
  notes: `A history is what people, the network and AWS may do to one or a few calls at once: keys, hang-ups, busy far ends,
updates, failing actions, slow, failed and repeated invocations, open points of the service. In each of them the function
must answer every event, by valid responses, have the effects of a repeated event once, and leave nobody connected to
nobody.
Exit codes: 0 nothing was found, 1 something was, 2 the command was wrong.`,
  async run({ positionals, values }, io) {
    const [unknown] = positionals;
    if (unknown !== undefined) throw new InputError(`patchbay fuzz takes options only, not ${unknown}`);
    const fuzzed = await explored(values, io);
    const { violations } = fuzzed;
    for (const violation of violations) io.out(findingText(violation));
    const [first] = violations;
    if (first && values['out'] !== undefined) await write(values['out'], first.script);
    if (!first && !io.stop.aborted) io.out(`Nothing was found in ${fuzzed.histories} histories.\n`);
    if (first) return NOT_WELL;
    return io.stop.aborted ? STOPPED : OK;
  },
};

async function explored(values: Args['values'], io: Io): Promise<Fuzzed> {
  const { source, config: given } = await readScriptedOptions(pick(values), 'fuzz');
  const config = given ?? parseConfig('{}', '', '.');
  const people = readPeople(values, config);
  const options = {
    histories: readCount(values['histories'] ?? '2000', '--histories', MOST_HISTORIES),
    seed: readSeed(values['seed'] ?? '1'),
    stopAfter: readCount(values['findings'] ?? '1', '--findings', 100),
    stop: io.stop,
  };
  await using desk = await openApiDesk();
  await using target = await openTarget(source, config, desk, 'in-process' in values);
  const name = source.type === 'file' ? source.file : source.type === 'endpoint' ? source.functionName : 'the function';
  const flow = flowOf(
    {
      name,
      functions: target.functions,
      desk,
      config,
      ...(source.type !== 'config' && { everyNumber: { functionArn: functionArn(config, 'handler') } }),
    },
    people,
  );
  const startedAt = performance.now();
  let told = startedAt;
  const onHistory = ({ histories, events }: { histories: number; events: number }): void => {
    const now = performance.now();
    if (!io.colours || now - told < 200) return;
    told = now;
    io.error(`\r${speed(histories, events, now - startedAt)}\u001b[K`);
  };
  const fuzzed = await explore(flow, { ...options, onHistory }, target.renew);
  const { histories, events } = fuzzed;
  io.error(`${io.colours ? '\r\u001b[K' : ''}${speed(histories, events, performance.now() - startedAt)}\n`);
  return fuzzed;
}

/** Its numbers are several, and mean something else than those of a script. */
function pick({ handler, function: named, endpoint, config }: Args['values']): Args['values'] {
  return {
    ...(handler !== undefined && { handler }),
    ...(named !== undefined && { function: named }),
    ...(endpoint !== undefined && { endpoint }),
    ...(config !== undefined && { config }),
  };
}

function findingText({
  flow,
  invariant,
  number,
  tried,
  words,
  script,
  reproduced,
}: Fuzzed['violations'][number]): string {
  const lines = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, '  ');
  return `${flow} breaks ${invariant} in history ${number}; the shortest of ${tried} tried that still does:

${lines(words)}

As a script for patchbay call --script:

${lines(script)}
${reproduced ? '' : '\nIt did not happen again on a function that was just loaded: it depends on what calls before have left in it.\n'}`;
}

function speed(histories: number, events: number, ms: number): string {
  const seconds = ms / 1_000;
  return `${histories} histories, ${events} events in ${seconds.toFixed(1)} s: ${Math.round(histories / seconds)} histories/s`;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new InputError(`Cannot write ${file}: ${messageOf(error)}`, { cause: error });
  }
}
