import { glob } from 'node:fs/promises';
import { InputError } from '../errors.ts';

/**
 * The files that patterns such as `calls/**\/*.yml` mean, relative to the working folder, each once and in order.
 * @throws {InputError} a pattern means no file
 */
export async function findScripts(patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    let files = 0;
    for await (const file of glob(pattern, { exclude: (path) => path.includes('node_modules') })) {
      found.add(file);
      files++;
    }
    if (files === 0) throw new InputError(`No script is called ${pattern}`);
  }
  return [...found].sort();
}
