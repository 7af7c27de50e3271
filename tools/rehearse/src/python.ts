import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, tryRun } from './command.ts';
import { RehearsalError } from './errors.ts';

const FOLDER = join(import.meta.dirname, '..');
/** Ignored by git, kept for the next time. */
const VENV = join(FOLDER, '.venv');
const REQUIREMENTS = join(FOLDER, 'requirements.txt');
/** A copy of the requirements that are installed. */
const INSTALLED = join(VENV, 'installed.txt');

const NAMES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const NEW_ENOUGH = 'import sys, ensurepip; sys.exit(sys.version_info < (3, 10))';
const LOOK_MS = 20_000;
const INSTALL_MS = 300_000;

/** The virtual environment with what requirements.txt says, made when it is not there; gives the folder of its programs. */
export async function preparePython(signal: AbortSignal): Promise<string> {
  const programs = join(VENV, 'bin');
  const wanted = await readFile(REQUIREMENTS, 'utf8');
  if (existsSync(INSTALLED) && (await readFile(INSTALLED, 'utf8')) === wanted) return programs;
  const options = { cwd: FOLDER, env: process.env, timeoutMs: INSTALL_MS, signal };
  const python = await findPython(signal);
  await rm(VENV, { recursive: true, force: true });
  await run(python, ['-m', 'venv', VENV], options);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
  await run(join(programs, 'python'), pip, options);
  await writeFile(INSTALLED, wanted);
  return programs;
}

/** @throws {RehearsalError} there is none */
async function findPython(signal: AbortSignal): Promise<string> {
  for (const name of NAMES) {
    const options = { cwd: FOLDER, env: process.env, timeoutMs: LOOK_MS, signal };
    const { code } = await tryRun(name, ['-c', NEW_ENOUGH], options).catch(() => ({ code: null }));
    if (code === 0) return name;
  }
  throw new RehearsalError(
    'The rehearsal needs Python 3.10 or newer with the module venv, and found none. On Debian: apt-get install python3 python3-venv',
  );
}
