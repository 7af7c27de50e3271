import * as z from 'zod';
import type { Config } from '../config/config.ts';
import { loadConfig, readText } from '../config/load.ts';
import { withOneFunction } from '../config/one-function.ts';
import { parseConfig } from '../config/parse.ts';
import { type EmulatorState, stateSchema } from '../control/state.ts';
import { InputError, messageOf } from '../errors.ts';
import { e164, readClock, readFunction, readSeed } from './call-options.ts';
import type { Args } from './command.ts';

export interface StartCommandOptions {
  config: Config;
  state?: EmulatorState;
  port: number;
  host: string;
  clock: 'real' | 'virtual';
  seed: number;
}

/** Where it answers unless told otherwise, so that the variables of a shell stay right. */
export const DEFAULT_PORT = 4600;
const DEFAULT_NUMBER = '+12065550100';

/** @throws {InputError} for whatever is wrong with the command, the configuration or the state */
export async function readStartOptions({ positionals, values }: Args): Promise<StartCommandOptions> {
  if (positionals.length > 0) throw new InputError(`patchbay start takes options only, not ${positionals.join(' ')}`);
  return {
    config: await readConfig(values),
    ...(values['state'] !== undefined && { state: await readState(values['state']) }),
    port: readPort(values['port'] ?? String(DEFAULT_PORT)),
    host: values['host'] ?? '127.0.0.1',
    clock: readClock(values['clock'] ?? 'real'),
    seed: readSeed(values['seed'] ?? '1'),
  };
}

async function readConfig(values: Args['values']): Promise<Config> {
  const named = readFunction(values);
  const number = values['number'] === undefined ? undefined : e164(values['number'], '--number');
  if (number !== undefined && !named) {
    throw new InputError('--number goes with --handler or --function: it leads there');
  }
  const file = values['config'];
  const config = file === undefined ? parseConfig('{}', '', '.') : await loadConfig(file);
  if (!named) return config;
  const hasNumbers = Object.keys(config.numbers).length > 0;
  return withOneFunction(config, named, number ?? (hasNumbers ? undefined : DEFAULT_NUMBER));
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InputError(`--port: "${text}" is not a port. Allowed: 1 to 65535, or 0 for any that is free`);
}

async function readState(file: string): Promise<EmulatorState> {
  const result = stateSchema.safeParse(parse(await readText(file, 'state'), file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue ? `${z.core.toDotPath(issue.path) || 'it'}: ${issue.message}` : '';
  throw new InputError(`${file} is not a state that was exported: ${where}`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file}: not JSON: ${messageOf(error)}`, { cause: error });
  }
}
