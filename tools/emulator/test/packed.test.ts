import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

jest.setTimeout(240_000);

const pack = fileURLToPath(new URL('../scripts/pack.ts', import.meta.url));
const foreign = fileURLToPath(new URL('./foreign/async.cjs', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-packed-'));
  await run(process.execPath, pack, join(folder, 'tarballs'));
  const tarballs = await readdir(join(folder, 'tarballs'));
  await writeFile(join(folder, 'package.json'), '{ "name": "elsewhere", "private": true, "type": "module" }');
  await run(
    'npm',
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    ...tarballs.map((name) => `./tarballs/${name}`),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** In the other repository, without what the test runner has put into the environment. */
function run(file: string, ...args: string[]): Promise<string> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    execFile(file, args, { cwd: folder, env, timeout: 200_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${file} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}

/** The first TypeScript of a README: the five lines that one starts with. */
async function start(): Promise<string> {
  const readme = await readFile(join(folder, 'node_modules/@patchbay/emulator/README.md'), 'utf8');
  return /^```ts\n(.*?)^```$/ms.exec(readme)?.[1] ?? '';
}

test('the start of the README is type-checked against the packages, and runs', async () => {
  await writeFile(join(folder, 'start.ts'), await start());
  const options = { module: 'nodenext', target: 'es2024', strict: true, noEmit: true, types: ['node'] };
  const settings = { compilerOptions: { ...options, skipLibCheck: true }, files: ['start.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  await run(process.execPath, createRequire(import.meta.url).resolve('typescript/bin/tsc'), '--project', '.');
  expect(await run(process.execPath, 'start.ts')).toContain('"Hello from elsewhere"');
  await writeFile(join(folder, 'start.ts'), (await start()).replace(/\.hears\(/, '.heers('));
  await expect(
    run(process.execPath, createRequire(import.meta.url).resolve('typescript/bin/tsc'), '--project', '.'),
  ).rejects.toThrow(/Property 'heers' does not exist/);
});

test('the patchbay command calls and tests a handler that knows nothing of it', async () => {
  await copyFile(foreign, join(folder, 'ivr.cjs'));
  const patchbay = join(folder, 'node_modules/.bin/patchbay');
  const call = await run(patchbay, 'call', '+12065550100', '--handler', 'ivr.cjs#menu', '--press', '2');
  expect(call).toContain('"This is support"');
  await writeFile(
    join(folder, 'menu.yml'),
    '- hear: press 1\n- press: 1\n- hear: sales\n- expect: { events: [..., HANGUP] }\n',
  );
  expect(await run(patchbay, 'test', '*.yml', '--handler', 'ivr.cjs#menu')).toContain('1 passed, 0 failed');
  expect(await run(patchbay, 'demo')).toContain('Welcome to Patchbay');
});

test('nothing of the repository is in the packages', async () => {
  const installed = join(folder, 'node_modules/@patchbay');
  for (const name of ['sma', 'emulator']) {
    const files = await readdir(join(installed, name), { recursive: true });
    expect(files.filter((file) => /(?<!\.d)\.ts$|\.test\.|tsconfig/.test(file))).toEqual([]);
    const manifest = await readFile(join(installed, name, 'package.json'), 'utf8');
    expect(manifest).not.toMatch(/workspace:|file:|"\*"|"private"/);
  }
});
