import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const repository = resolve(import.meta.dirname, '../../..');
const modules = dirname(dirname(createRequire(import.meta.url).resolve('nx/package.json')));

/** Stands in for the Serverless Framework: notes the service's folder and the arguments, and leaves a package. */
const sls = `#!/usr/bin/env node
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
const { basename } = require('node:path');
const [service, args] = [basename(process.cwd()), process.argv.slice(2)];
appendFileSync(process.env.SLS_LOG, JSON.stringify([service, ...args]) + '\\n');
if (args[0] === 'package') {
  mkdirSync('.serverless', { recursive: true });
  writeFileSync('.serverless/package.txt', service);
}
`;

const files = {
  'package.json': JSON.stringify({ name: 'fixture', private: true, workspaces: ['libs/*', 'services/*'] }),
  'tsconfig.base.json': JSON.stringify({ compilerOptions: { module: 'NodeNext' } }),
  '.gitignore': 'node_modules/\n.nx/\n.serverless/\n.esbuild/\n',
  'libs/greeting/package.json': JSON.stringify({ name: '@fixture/greeting', exports: { '.': './src/index.ts' } }),
  'libs/greeting/src/index.ts': "export const greeting = 'Hello';\n",
  'services/infra/package.json': JSON.stringify({ name: '@fixture/infra' }),
  'services/infra/serverless.yml': 'service: infra\n',
  // alpha says that it uses the library only by importing it; gamma only in its package.json.
  'services/alpha/package.json': JSON.stringify({ name: '@fixture/alpha' }),
  'services/alpha/serverless.yml': 'service: alpha\n',
  'services/alpha/src/handler.ts': "export { greeting as main } from '@fixture/greeting';\n",
  'services/beta/package.json': JSON.stringify({ name: '@fixture/beta' }),
  'services/beta/serverless.yml': 'service: beta\n',
  'services/gamma/package.json': JSON.stringify({ name: '@fixture/gamma', dependencies: { '@fixture/greeting': '*' } }),
  'services/gamma/serverless.yml': 'service: gamma\n',
};

export interface Workspace {
  /** Runs nx and gives what `sls` was called with, in order: the service, then the arguments. */
  nx(...args: string[]): Promise<string[][]>;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  remove(path: string): Promise<void>;
}

/** A workspace in a temporary folder with this repository's nx.json and plugin, three services and a library. */
export async function createWorkspace(): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'nx-serverless-'));
  const log = join(root, '.nx', 'sls.log');
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  await write('nx.json', await readFile(join(repository, 'nx.json'), 'utf8'));
  await write('node_modules/.bin/sls', sls);
  await chmod(join(root, 'node_modules/.bin/sls'), 0o755);
  await mkdir(join(root, 'tools'));
  await symlink(join(repository, 'tools/nx-serverless'), join(root, 'tools/nx-serverless'));
  for (const name of ['nx', 'typescript']) await symlink(join(modules, name), join(root, 'node_modules', name));

  return {
    async nx(...args) {
      await write('.nx/sls.log', '');
      const inherited = Object.entries(process.env).filter(([name]) => !/^(NX|NODE)_/.test(name));
      const env = {
        ...Object.fromEntries(inherited),
        SLS_LOG: log,
        NX_DAEMON: 'false',
        NX_NO_CLOUD: 'true',
        CI: 'true',
      };
      await promisify(execFile)(process.execPath, [join(modules, 'nx/dist/bin/nx.js'), ...args], { cwd: root, env });
      const lines = (await readFile(log, 'utf8')).split('\n').filter(Boolean);
      return lines.map((line) => JSON.parse(line) as string[]);
    },
    write,
    read: (path) => readFile(join(root, path), 'utf8'),
    remove: (path) => rm(join(root, path), { recursive: true }),
  };
}
