/** `npm run call`: a scripted call, with everything started for it, or in an environment that runs. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { readStage } from '@patchbay/config';
import { VirtualClock } from '@patchbay/emulator';
import { CALL_HELP, readCallCommand } from './front/options.ts';
import { type CallToPlay, play, type Played } from './front/play.ts';
import { aborted, runMain } from './front/run-main.ts';
import { findScripts, numberOf, scriptNamed } from './front/scripts.ts';
import { ROOT, STAGE, startPatchbay } from './front/start-patchbay.ts';

/** Nobody's telephone, in case somebody else is on the line in an environment that runs. */
const CALLER = '+12065550102';
/** As shells report Ctrl-C. */
const STOPPED = 130;
const TIMEOUT_MS = 30 * 60_000;

await runMain(async ({ argv, out, error, stop }) => {
  const { help, list, name, url } = readCallCommand(argv);
  const scripts = await findScripts(ROOT);
  if (help || list || name === undefined) {
    const names = scripts.map((script) => `${script.name}\n`).join('');
    out(list ? names : `${CALL_HELP}\nCalls: ${names}`);
    return help || list ? 0 : 2;
  }
  const script = scriptNamed(scripts, name);
  const number = numberOf(script, readStage(STAGE).numbers);
  const { ladders, problems } = await placed(url, stop, {
    number,
    from: CALLER,
    script: await readFile(script.file, 'utf8'),
    name: relative(ROOT, script.file),
    timeoutMs: TIMEOUT_MS,
  });
  out(ladders.join('\n'));
  for (const problem of problems) error(`${problem}\n`);
  return problems.length > 0 ? 1 : 0;
}, STOPPED);

async function placed(url: string | undefined, signal: AbortSignal, call: CallToPlay): Promise<Played> {
  if (url !== undefined) return unlessStopped(signal, play(url, call));
  const patchbay = await startPatchbay({ clock: new VirtualClock(), throttles: {}, signal });
  try {
    return await unlessStopped(signal, play(patchbay.emulator.url, call));
  } finally {
    await patchbay.stop();
  }
}

function unlessStopped<T>(signal: AbortSignal, result: Promise<T>): Promise<T> {
  return Promise.race([result, aborted(signal).then(() => Promise.reject(new Error('It was stopped.')))]);
}
