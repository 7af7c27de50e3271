import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** The SDK that Lambda's runtime brings along, and the oldest Python that our functions run on. */
const CHECK = 'import sys, boto3; sys.exit(sys.version_info < (3, 11))';
/** A slow machine included, milliseconds. */
const CHECK_MS = 20_000;

type Environment = Readonly<Record<string, string>>;

/**
 * The environment in which `python3` runs our functions: that of the virtual environment, if it is there, or else the
 * machine's own. Undefined when neither has what they need.
 */
export async function findPython(virtualEnvironment: string, given: Environment): Promise<Environment | undefined> {
  const bin = join(virtualEnvironment, 'bin');
  const { VIRTUAL_ENV: _other, ...rest } = given;
  // serverless-offline puts an activated one in front of everything.
  const own = { ...rest, PATH: [bin, ...(given['PATH'] === undefined ? [] : [given['PATH']])].join(delimiter) };
  const isThere = await access(join(bin, 'python3')).then(
    () => true,
    () => false,
  );
  for (const environment of isThere ? [own, given] : [given]) if (await works(environment)) return environment;
  return undefined;
}

async function works(env: Environment): Promise<boolean> {
  return promisify(execFile)('python3', ['-c', CHECK], { env: { ...env }, timeout: CHECK_MS }).then(
    () => true,
    () => false,
  );
}
