/** `npm run call`: a scripted call or a story, with everything started for it; a scripted call also in an environment that runs. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { readStage } from '@patchbay/config';
import { VirtualClock } from '@patchbay/emulator';
import { CALL_HELP, readCallCommand, UsageError } from './front/options.ts';
import { type CallToPlay, laddersOf, play, type Played } from './front/play.ts';
import { aborted, runMain } from './front/run-main.ts';
import { type CallScript, findScripts, numberOf, scriptNamed } from './front/scripts.ts';
import { ROOT, STAGE, startPatchbay } from './front/start-patchbay.ts';
import { stories } from './stories/index.ts';
import { Scene } from './stories/scene.ts';
import type { Story } from './stories/story.ts';

/** Nobody's telephone, in case somebody else is on the line in an environment that runs. */
const CALLER = '+12065550102';
/** As shells report Ctrl-C. */
const STOPPED = 130;
const TIMEOUT_MS = 30 * 60_000;
/** On virtual time, requests that come in real time come all at once. */
const NO_RATES = { createCallsPerSecond: 1_000, updateCallsPerSecond: 1_000 };

await runMain(async ({ argv, out, error, stop }) => {
  const { help, list, name, url } = readCallCommand(argv);
  const scripts = await findScripts(ROOT);
  if (help || list || name === undefined) {
    const names = [...scripts, ...stories].map((each) => `${each.name}\n`).join('');
    out(list ? names : `${CALL_HELP}\nCalls: ${names}`);
    return help || list ? 0 : 2;
  }
  const story = stories.find((each) => each.name === name);
  const { ladders, problems } = await (story ? told(story, url, stop, out) : played(scripts, name, url, stop));
  out(ladders.join('\n'));
  for (const problem of problems) error(`${problem}\n`);
  return problems.length > 0 ? 1 : 0;
}, STOPPED);

async function played(
  scripts: readonly CallScript[],
  name: string,
  url: string | undefined,
  stop: AbortSignal,
): Promise<Played> {
  const script = scriptNamed(scripts, name, stories);
  return placed(url, stop, {
    number: numberOf(script, readStage(STAGE).numbers),
    from: CALLER,
    script: await readFile(script.file, 'utf8'),
    name: relative(ROOT, script.file),
    timeoutMs: TIMEOUT_MS,
  });
}

/** The story as it goes, then the ladders of all calls in it. */
async function told(
  story: Story,
  url: string | undefined,
  signal: AbortSignal,
  out: (text: string) => void,
): Promise<Played> {
  if (url !== undefined) throw new UsageError(`${story.name} goes with an environment of its own, without --url`);
  // From now on: tokens are judged by the functions, whose time is real.
  const clock = new VirtualClock(Date.now());
  const patchbay = await startPatchbay({ clock, throttles: {}, quotas: NO_RATES, signal });
  const scene = new Scene({ patchbay, tell: (line) => out(`${line}\n`) });
  try {
    const failure = await unlessStopped(signal, tellStory(story, scene));
    const { url: emulatorUrl, recorder } = patchbay.emulator;
    const { ladders, problems } = await laddersOf(
      emulatorUrl,
      recorder.list().map(({ transactionId }) => transactionId),
    );
    return { ladders: ['', ...ladders], problems: [...failure, ...problems] };
  } finally {
    scene.close();
    await patchbay.stop();
  }
}

async function tellStory(story: Story, scene: Scene): Promise<string[]> {
  try {
    await story.tell(scene);
    return [];
  } catch (error) {
    return [`${story.name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

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
