/** Packs what can be used from other repositories: `npm run pack [-- FOLDER]` writes the tarballs there, or into dist/packages. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, shown } from './pack/build.ts';
import { manifest, readManifest } from './pack/manifest.ts';
import { packages } from './pack/packages.ts';

const root = resolve(import.meta.dirname, '../../..');
const target = resolve(process.argv[2] ?? join(root, 'dist/packages'));
const work = mkdtempSync(join(tmpdir(), 'patchbay-pack-'));
try {
  mkdirSync(target, { recursive: true });
  const built = new Map<string, string>();
  const versions = Object.fromEntries(
    packages.map(({ name, folder }) => [name, readManifest(join(root, folder)).version]),
  );
  for (const one of packages) {
    const out = join(work, one.name.replace('/', '-'));
    mkdirSync(out);
    build(root, one, out, built);
    for (const file of one.files) cpSync(join(root, one.folder, file), join(out, file), { recursive: true });
    cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
    writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest(root, one, versions), undefined, 2)}\n`);
    const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', target], {
      cwd: out,
      encoding: 'utf8',
    });
    console.log(shown(join(target, packed.trim())));
    built.set(one.name, out);
  }
} finally {
  rmSync(work, { recursive: true });
}
