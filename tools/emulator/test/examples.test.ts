import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

jest.setTimeout(180_000);

const folder = fileURLToPath(new URL('../examples/', import.meta.url));
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/^\$ patchbay (.*?) +# exits with (\d)$/gm)].map(([, line = '', code]) => {
  return { line, code: Number(code) };
});

/** What the commands are to say, in the order of the README. */
const SAID: readonly (readonly RegExp[])[] = [
  [/^3 passed, 0 failed$/m],
  [/^3 passed, 0 failed$/m],
  [/Nothing was found in 2000 histories/],
  [
    /breaks no-leg-left[^]*The far end hangs up\.\n +Then LEG-A, the survivor of its bridge, stays connected and is billed/,
    /breaks one-effect[^]*Then HANGUP is delivered twice, and its effect happens twice: calls \+12065550101\./,
  ],
  [/survivor-left-connected/, /^0 passed, 1 failed$/m],
  [/^1 passed, 0 failed$/m],
  [/ 0 broken/, /U5 ringLegB/],
];

let temporary: string;
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'patchbay-'));
});
afterAll(() => rm(temporary, { recursive: true }));

function patchbay(line: string): Promise<{ code: number; out: string }> {
  const args = line.split(' ').filter((arg) => arg !== '');
  const given = args.map((arg) => (arg === 'found.yml' ? join(temporary, arg) : arg.replaceAll("'", '')));
  const options = { cwd: folder, timeout: 120_000, env: { ...process.env, NO_COLOR: '1' } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...given], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, out: stdout + stderr }),
    );
  });
}

test('all commands of the README are tried here', () => {
  expect(commands).toHaveLength(SAID.length);
});

test('the commands of the README do and find what it says', async () => {
  for (const [index, { line, code }] of commands.entries()) {
    const ran = await patchbay(line);
    expect({ line, code: ran.code, out: ran.out }).toEqual({ line, code, out: expect.any(String) });
    for (const words of SAID[index] ?? []) expect(ran.out).toMatch(words);
  }
});
