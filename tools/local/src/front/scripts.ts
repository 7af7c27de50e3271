import { glob } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { didYouMean } from '@patchbay/emulator';
import { UsageError } from './options.ts';

/** A call that a service describes in its `calls` folder. */
export interface CallScript {
  /** Of the file, without `.yml`. */
  name: string;
  file: string;
  /** Whose number is dialled: the name up to the first `.`. */
  flow: string;
}

/** All of them, by name. */
export async function findScripts(root: string): Promise<CallScript[]> {
  const files: string[] = [];
  for await (const file of glob('services/*/calls/*.yml', { cwd: root })) files.push(file);
  return files.sort().map((file) => {
    const name = basename(file, '.yml');
    return { name, file: join(root, file), flow: name.split('.')[0] ?? name };
  });
}

/**
 * @param others which are calls too, but not scripts
 * @throws {UsageError} there is none of that name
 */
export function scriptNamed(
  scripts: readonly CallScript[],
  name: string,
  others: readonly { name: string }[] = [],
): CallScript {
  const found = scripts.find((script) => script.name === name);
  if (found) return found;
  const names = [...scripts, ...others].map((each) => each.name);
  throw new UsageError(`There is no call "${name}".${didYouMean(name, names)} Allowed: ${names.join(', ')}`);
}

/**
 * The number that leads to the flow.
 * @throws {UsageError} none does
 */
export function numberOf({ name, flow }: CallScript, numbers: Readonly<Record<string, string>>): string {
  const found = Object.entries(numbers).find(([, each]) => each === flow);
  if (found) return found[0];
  const flows = [...new Set(Object.values(numbers))].join(', ');
  throw new UsageError(`No number of the stage leads to the flow "${flow}" of the call ${name}. Flows: ${flows}`);
}
