import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Row, Suite } from '../suite.ts';

const HISTORIES = 2_000;
const emulator = import.meta.resolve('@patchbay/emulator');
const main = fileURLToPath(new URL('cli/main.ts', emulator));
const sample = fileURLToPath(new URL('../samples/menu.mjs', emulator));

/** `patchbay fuzz` as people run it; loading is not counted. */
export const fuzz: Suite = {
  name: 'fuzz',
  about: `${HISTORIES.toLocaleString('en-US')} histories of the sample handler, in which nothing is found`,
  run() {
    const [child, here] = [histories(), histories('--in-process')];
    return Promise.resolve([
      { what: 'histories a second, the handler in a process of its own', value: child, unit: 'histories/s' },
      { what: 'histories a second, the handler in the same process', value: here, unit: 'histories/s' },
    ] satisfies Row[]);
  },
};

function histories(...options: readonly string[]): number {
  const argv = [main, 'fuzz', '--handler', sample, '--histories', String(HISTORIES), ...options];
  const { status, stderr, stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  const [, speed] = /: (\d+) histories\/s/.exec(stderr) ?? [];
  if (status !== 0 || speed === undefined) throw new Error(`patchbay fuzz ended with ${status}: ${stdout}${stderr}`);
  return Number(speed);
}
