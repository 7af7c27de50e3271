import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedPackage } from './packages.ts';

interface Manifest {
  version: string;
  description?: string;
  license: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The package.json of a package as others install it: built files, real versions, nothing of the repository. */
export function manifest(root: string, one: PackedPackage, versions: Readonly<Record<string, string>>): object {
  const {
    version,
    description,
    license,
    dependencies = {},
    devDependencies = {},
  } = readManifest(join(root, one.folder));
  const { devDependencies: shared = {} } = readManifest(root);
  const types = one.types.map((name) => [name, required(shared, name)]);
  const optional = one.optionalTypes.map((name) => [name, `^${required(devDependencies, name)}`]);
  const needed = Object.entries(dependencies).map(([name, wanted]) => [name, versions[name] ?? wanted]);
  return {
    name: one.name,
    version,
    description: description ?? firstSentence(join(root, one.folder, 'README.md')),
    license,
    type: 'module',
    engines: { node: '>=22.15' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, ...one.exports },
    types: './dist/index.d.ts',
    ...(one.bin && { bin: one.bin }),
    files: ['dist', 'LICENSE', ...one.files],
    dependencies: Object.fromEntries([...needed, ...types]) as Record<string, string>,
    ...(optional.length > 0 && {
      peerDependencies: Object.fromEntries(optional) as Record<string, string>,
      peerDependenciesMeta: Object.fromEntries(one.optionalTypes.map((name) => [name, { optional: true }])),
    }),
  };
}

function required(versions: Readonly<Record<string, string>>, name: string): string {
  const version = versions[name];
  if (version === undefined) throw new Error(`No package.json says which version of ${name}`);
  return version;
}

function firstSentence(readme: string): string {
  const [, text = ''] = /^# .*\n+(.*)$/m.exec(readFileSync(readme, 'utf8')) ?? [];
  return text.replace(/\.$/, '');
}
