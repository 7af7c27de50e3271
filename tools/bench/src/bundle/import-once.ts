import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const probe = fileURLToPath(new URL('./probe.mjs', import.meta.url));

export interface Imported {
  ms: number;
  /** Of all files that were read for it, Node's own aside. */
  bytes: number;
}

/** Imports a module in a fresh process whose environment is `environment`. */
export async function importOnce(file: string, environment: Readonly<Record<string, string>>): Promise<Imported> {
  const { stdout } = await promisify(execFile)(process.execPath, [probe, file], { env: { ...environment } });
  return JSON.parse(stdout) as Imported;
}
