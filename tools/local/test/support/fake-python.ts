import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder, laid out as a virtual environment, with a `python3` that has the SDK, runs functions that tell what they were
 * started with, and ends at once when it is to run one that is called `broken`.
 */
export async function makeFakePython({ hasSdk = true } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'python-'));
  await mkdir(join(folder, 'bin'));
  const file = join(folder, 'bin/python3');
  await writeFile(file, `#!${process.execPath}\n(${String(run)})(${hasSdk});\n`);
  await chmod(file, 0o755);
  return folder;
}

/** As text, it is the program. */
function run(hasSdk: boolean): void {
  const [option, , path] = process.argv.slice(2);
  if (option === '-c') process.exit(hasSdk ? 0 : 1);
  if (path?.endsWith('broken')) process.exit(1);
  process.stdin.on('data', () => {
    const { PATH = '', VIRTUAL_ENV, COLOUR } = process.env;
    const body = JSON.stringify({ program: process.argv[1], path, first: PATH.split(':')[0], VIRTUAL_ENV, COLOUR });
    console.log('hissing');
    console.log(JSON.stringify({ __offline_payload__: { statusCode: 200, body } }));
  });
}
