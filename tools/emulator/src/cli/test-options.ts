import { dirname } from 'node:path';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { InputError } from '../errors.ts';
import { type CallOptions, e164, readFunction, readSeed, readTimeout } from './call-options.ts';
import type { Args } from './command.ts';

/** What all calls of a command that plays scripts have in common. */
export interface ScriptedOptions extends Pick<CallOptions, 'config' | 'source' | 'seed' | 'timeoutMs'> {
  /** Take the place of what a script says. */
  number?: string;
  from?: string;
  /** Where what they depend on is written. */
  folders: readonly string[];
}

export const scriptedOptions = {
  handler: {
    value: 'PATH#EXPORT',
    help: 'The function: a file (.js, .cjs, .mjs, .ts) and its export; "handler" if left out',
  },
  function: { value: 'NAME', help: 'The function: by its name, at --endpoint' },
  endpoint: { value: 'URL', help: "Where Lambda's Invoke API answers, such as http://localhost:3002" },
  config: { value: 'FILE', help: 'Numbers, functions, far ends, buckets and more, as YAML or JSON' },
  number: { value: 'NUMBER', help: 'What is dialled; "number" of the script if left out, or +12065550100' },
  from: { value: 'NUMBER', help: 'The caller\'s number; "from" of the script if left out, or +12065550101' },
  seed: { value: 'N', help: 'Same seed, same run; that of the script if left out, or 1' },
  timeout: { value: 'S', help: 'Seconds of call time for a script; 300 if left out' },
} as const;

const NUMBER = '+12065550100';
const CALLER = '+12065550101';

/** @throws {InputError} no function is named, or something is wrong with an option or the configuration */
export async function readScriptedOptions(values: Args['values'], command: string): Promise<ScriptedOptions> {
  const named = readFunction(values);
  const { config: file, number, from, seed, timeout = '300' } = values;
  const config = file === undefined ? undefined : await loadConfig(file);
  if (!named && !config) {
    throw new InputError(
      `patchbay ${command} needs a function: --handler PATH#EXPORT, --function NAME --endpoint URL, or --config FILE`,
    );
  }
  const source = named ?? ({ type: 'config' } as const);
  return {
    source,
    timeoutMs: readTimeout(timeout),
    ...(config && { config }),
    ...(number !== undefined && { number: e164(number, '--number') }),
    ...(from !== undefined && { from: e164(from, '--from') }),
    ...(seed !== undefined && { seed: readSeed(seed) }),
    folders: [...handlerFolders(source, config), ...(file === undefined ? [] : [dirname(file)])],
  };
}

/** The call that a script wants; the command's own options come first. */
export function scriptedCall(
  options: ScriptedOptions,
  script: { number?: string; from?: string },
): ScriptedOptions & Pick<CallOptions, 'number' | 'from'> {
  const { number = script.number, from = script.from ?? CALLER, config, source } = options;
  const only = source.type === 'config' && config ? Object.keys(config.numbers) : [];
  return { ...options, number: number ?? (only.length === 1 ? only[0] : undefined) ?? NUMBER, from };
}

function handlerFolders(source: CallOptions['source'], config: Config | undefined): string[] {
  if (source.type === 'file') return [dirname(source.file)];
  if (source.type === 'endpoint') return [];
  const files = Object.values(config?.functions ?? {}).flatMap((fn) => (fn.type === 'file' ? [fn.file] : []));
  return files.map((file) => dirname(file));
}
