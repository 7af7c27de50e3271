import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, jest } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { inTemplate, type Statement, statementsOf, type Template } from './template.ts';

const bin = join(import.meta.dirname, '../../../node_modules/.bin/sls');

export type Packaged = ReturnType<typeof packageService>;

/** The template of a service as it is deployed, made with no AWS account. */
export async function packageTemplate(folder: string): Promise<Template> {
  const zips = await mkdtemp(join(tmpdir(), `${basename(folder)}-`));
  try {
    return await packageInto(zips, folder);
  } finally {
    await rm(zips, { recursive: true, force: true });
  }
}

/** Packages a service as for a deployment, with no AWS account, before the tests of the file that calls this. */
export function packageService(folder: string) {
  const service = basename(folder);
  let zips: string;
  let template: Template;

  jest.setTimeout(60_000);
  beforeAll(async () => {
    zips = await mkdtemp(join(tmpdir(), `${service}-`));
    template = await packageInto(zips, folder);
  });
  afterAll(() => rm(zips, { recursive: true, force: true }));

  const resource = (name: string): Record<string, unknown> => template.Resources[name]?.Properties ?? {};
  const invoke = (name: string, event: string) =>
    sls(folder, 'invoke', 'local', '-f', name, '-p', join('events', name, event));

  return {
    service,
    /** The function and the file of each event under events/. */
    events: readdirSync(join(folder, 'events')).flatMap((name) =>
      readdirSync(join(folder, 'events', name)).map((event): [name: string, event: string] => [name, event]),
    ),
    template: () => template,
    /** The properties of a resource; none if there is no such resource. */
    resource,
    ofType: (type: string) => Object.entries(template.Resources).filter(([, { Type }]) => Type === type),
    /** All that a function may do. */
    statementsOf: (name: string): readonly Statement[] =>
      statementsOf(template.Resources[`${inTemplate(name)}IamRoleLambdaExecution`]),
    /** The names and texts of the files in a function's zip. */
    async filesOf(name: string): Promise<[file: string, text: string][]> {
      const files = unzipSync(await readFile(join(zips, `${name}.zip`)));
      return Object.entries(files).map(([file, bytes]) => [file, strFromU8(bytes)]);
    },
    /** What `invoke local` prints. */
    invoke,
    /** What a function answers in `invoke local`. */
    async answerTo(name: string, event: string): Promise<unknown> {
      const printed = await invoke(name, event);
      return JSON.parse(printed.slice(printed.indexOf('\n{\n') + 1));
    },
  };
}

async function packageInto(zips: string, folder: string): Promise<Template> {
  await sls(folder, 'package', '--package', zips);
  const text = await readFile(join(zips, 'cloudformation-template-update-stack.json'), 'utf8');
  return JSON.parse(text) as Template;
}

/** Runs the Serverless Framework in the service's folder. Gives what it printed. */
async function sls(folder: string, ...args: string[]): Promise<string> {
  const { AWS_PROFILE: _profile, AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [bin, ...args], { cwd: folder, env });
  return stdout;
}
