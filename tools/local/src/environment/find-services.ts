import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The sub-folders that have a serverless.yml, in alphabetical order. */
export async function findServices(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).sort();
  const found = await Promise.all(names.map((name) => isFile(join(folder, name, 'serverless.yml'))));
  return names.filter((_name, index) => found[index]).map((name) => join(folder, name));
}

async function isFile(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
