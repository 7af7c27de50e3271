import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../src/index.ts';

export interface Fixture {
  file: string;
  name: string;
  input: unknown;
  problems?: Problem[];
}

/** The fixtures of a folder such as `events/good`. */
export function fixtures(folder: string): Fixture[] {
  const root = join(import.meta.dirname, '../fixtures', folder);
  return readdirSync(root)
    .toSorted()
    .map((file) => ({ file, ...(JSON.parse(readFileSync(join(root, file), 'utf8')) as Omit<Fixture, 'file'>) }));
}

export function fixture(path: string): Fixture {
  const found = fixtures(path.split('/').slice(0, -1).join('/')).find(({ file }) => path.endsWith(`/${file}`));
  if (found === undefined) throw new Error(`There is no fixture ${path}`);
  return found;
}
