import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { PackedPackage } from './packages.ts';

const RELATIVE_IMPORT = /((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]*)\.ts(['"])/g;

/**
 * Compiles a package's sources to JavaScript and type declarations in `out/dist`, beside what else they read.
 * @param built where the packages are that it imports, by name
 */
export function build(root: string, one: PackedPackage, out: string, built: ReadonlyMap<string, string>): void {
  const source = join(root, one.folder, 'src');
  const dist = join(out, 'dist');
  const config = join(out, 'tsconfig.json');
  const paths = [...built].map(([name, folder]) => [name, [join(folder, 'dist/index.d.ts')]]);
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    rootDir: source,
    outDir: dist,
    typeRoots: [join(root, 'node_modules/@types')],
    paths: Object.fromEntries(paths) as Record<string, string[]>,
  };
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.d)\.ts$/.test(name));
  const settings = {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions,
    files: files.filter((name) => !name.endsWith('.test.ts')).map((name) => join(source, name)),
  };
  writeFileSync(config, JSON.stringify(settings, undefined, 2));
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--project', config], { stdio: ['ignore', 'inherit', 'inherit'] });
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (/\.[a-z]+$/.test(name) && !name.endsWith('.ts'))
      cpSync(join(source, name), join(dist, name), { recursive: true });
  }
  nameDeclarations(dist);
}

/** Declarations import each other by the names of the files that there are. */
function nameDeclarations(dist: string): void {
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(dist, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(RELATIVE_IMPORT, '$1.js$2'));
  }
}

export const shown = (file: string): string => relative(process.cwd(), file);
