import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const service = join(import.meta.dirname, '..');

/** Runs the Serverless Framework in the service's folder, with no AWS account. Gives what it printed. */
export async function sls(...args: string[]): Promise<string> {
  const { AWS_PROFILE: _profile, AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...env } = process.env;
  const bin = join(service, '../../node_modules/.bin/sls');
  const { stdout } = await promisify(execFile)(process.execPath, [bin, ...args], { cwd: service, env });
  return stdout;
}
