import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InputError, messageOf } from '../errors.ts';
import type { Config } from './config.ts';
import { parseConfig } from './parse.ts';

/** @throws {InputError} the file can't be read, or what is in it is wrong */
export async function loadConfig(file: string): Promise<Config> {
  return parseConfig(await readText(file, 'configuration'), file, dirname(resolve(file)));
}

/** @throws {InputError} there is no such file, or it can't be read */
export async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new InputError(`No such ${what} file: ${file}`, { cause: error });
    if (code === 'EISDIR') throw new InputError(`A folder is not a ${what} file: ${file}`, { cause: error });
    throw new InputError(`Cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
}
