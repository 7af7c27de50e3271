import { build, type BuildOptions } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync, zipSync } from 'fflate';

/** A way to bundle the same function. */
export interface Variant {
  /** What the runtime imports. */
  file: string;
  zipBytes: number;
  /** Of all files in the zip. */
  bytes: number;
  environment: Readonly<Record<string, string>>;
}

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const service = join(repository, 'services/sma-handler');
const handler = 'src/handler.ts';

type Files = Readonly<Record<string, Uint8Array>>;

/** What `sls package` makes of it, with the environment that the template gives it. */
export async function deployed(folder: string): Promise<Variant> {
  const sls = join(repository, 'node_modules/.bin/sls');
  await promisify(execFile)(process.execPath, [sls, 'package', '--package', folder], { cwd: service });
  const zip = await readFile(join(folder, 'handler.zip'));
  const template = JSON.parse(
    await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8'),
  ) as Template;
  const environment = template.Resources.HandlerLambdaFunction.Properties.Environment.Variables;
  return { ...(await unpacked(unzipSync(zip), folder)), zipBytes: zip.length, environment };
}

interface Template {
  Resources: { HandlerLambdaFunction: { Properties: { Environment: { Variables: Record<string, string> } } } };
}

/** The same sources with nothing put off: whatever they import at need is imported at the start. */
export async function eager(folder: string): Promise<Variant> {
  const options = await settings();
  const { metafile } = await build({
    ...options,
    entryPoints: [handler],
    splitting: true,
    outdir: folder,
    write: false,
    metafile: true,
  });
  const atNeed = Object.entries(metafile.inputs)
    .filter(([file]) => !file.includes('node_modules/'))
    .flatMap(([, { imports }]) => imports.filter(({ kind }) => kind === 'dynamic-import'))
    .map(({ path }) => path);
  const lines = [...new Set(atNeed)].map((path) => `import ${JSON.stringify(join(service, path))};`);
  const contents = [...lines, `export { handler } from './${handler}';`].join('\n');
  const { outputFiles } = await build({
    ...options,
    stdin: { contents, resolveDir: service, loader: 'ts' },
    splitting: false,
    outfile: join(folder, 'handler.mjs'),
    write: false,
  });
  return zipped({ 'src/handler.mjs': outputFiles[0]?.contents ?? new Uint8Array() }, folder);
}

export function empty(folder: string): Promise<Variant> {
  return zipped({ 'src/handler.mjs': Buffer.from('export const handler = async () => ({});\n') }, folder);
}

/** The service's own settings, without those of serverless-esbuild. */
async function settings(): Promise<BuildOptions> {
  const file = join(repository, 'libs/config/serverless.js');
  const { esbuild } = (await import(file)) as { esbuild: BuildOptions & { exclude: string[] } };
  const { bundle, minify, format, platform, target, mainFields, legalComments, banner, exclude } = esbuild;
  const given = { bundle, minify, format, platform, target, mainFields, legalComments, banner } as BuildOptions;
  return { ...given, external: exclude, absWorkingDir: service };
}

async function zipped(files: Files, folder: string): Promise<Variant> {
  return { ...(await unpacked(files, folder)), zipBytes: zipSync({ ...files }, { level: 9 }).length, environment: {} };
}

async function unpacked(files: Files, folder: string): Promise<Pick<Variant, 'file' | 'bytes'>> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const bytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  return { file: join(folder, 'src/handler.mjs'), bytes };
}
