import { CONTROL_PREFIX } from '../control/control.ts';
import { numbersToDial } from '../control/numbers.ts';
import type { RunningEmulator } from '../server/start-emulator.ts';
import { visible } from '../trace/visible.ts';
import { endpointsOf } from './start-serving.ts';
import type { StartCommandOptions } from './start-options.ts';

/** What a person needs to know of an emulator that has started: where it answers, and whom to call. */
export function startTable(emulator: RunningEmulator, { clock }: Pick<StartCommandOptions, 'clock'>): string {
  const url = reachable(emulator.url);
  const control = `${url}${CONTROL_PREFIX}`;
  const numbers = numbersToDial(emulator.directory);
  const rows: [title: string, lines: string[]][] = [
    ['Emulator', [`${url}, on ${clock} time; Ctrl-C stops it`]],
    ['For AWS SDK clients', Object.entries(endpointsOf(url)).map(([name, value]) => `${name}=${value}`)],
    ['Control plane', [`${control}/openapi.json`, `${control.replace(/^http/, 'ws')}/live`]],
    ['Numbers to dial', numbers.map(({ number, applications }) => `${number}  ${applications.join(', ')}`)],
    ['Dial by', [`patchbay phone --url ${url} ${numbers[0]?.number ?? 'NUMBER'}`]],
  ];
  const width = Math.max(...rows.map(([title]) => title.length));
  const lines = rows.flatMap(([title, texts]) =>
    (texts.length > 0 ? texts : ['none yet']).map(
      (text, index) => `${(index === 0 ? title : '').padEnd(width)}  ${visible(text)}`,
    ),
  );
  return `${lines.join('\n')}\n`;
}

/** What listens everywhere is reached by this machine's own address. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
