import type { Config } from '../config/config.ts';
import { loadConfig, readText } from '../config/load.ts';
import { InputError } from '../errors.ts';
import { handlerRule, parseHandlerPath } from '../lambda/handler-path.ts';
import { parseScript } from '../script/parse.ts';
import type { Script } from '../script/script.ts';
import { parsePrices } from '../trace/page/own-prices.ts';
import type { PriceList } from '../trace/page/prices.ts';
import { durationMs } from '../yaml/scalars.ts';
import { didYouMean } from '../yaml/suggest.ts';
import type { Args } from './command.ts';

export interface CallOptions {
  number: string;
  from: string;
  /** Keys after the first thing that is said, after the second, and so on. */
  press: readonly string[];
  script?: Script & { name: string };
  config?: Config;
  source:
    | { type: 'file'; file: string; exportName: string }
    | { type: 'endpoint'; endpoint: string; functionName: string }
    | { type: 'config' };
  clock: 'real' | 'virtual';
  seed?: number;
  timeoutMs: number;
  format: 'ladder' | 'json' | 'mermaid';
  /** Where to write the call as a page. */
  html?: { file: string; prices?: PriceList };
}

type Values = Args['values'];

const E164 = /^\+[1-9]\d{1,14}$/;
const KEYS = /^[0-9A-D*#]+(,[0-9A-D*#]+)*$/;

/** @throws {InputError} for whatever is wrong with the command, the configuration or the script */
export async function readCallOptions({ positionals, values }: Args): Promise<CallOptions> {
  const [number, ...more] = positionals;
  if (number === undefined) throw new InputError('patchbay call needs a number: patchbay call +12065550100');
  if (more.length > 0) throw new InputError(`patchbay call takes one number, not also ${more.join(' ')}`);
  for (const [one, other] of [
    ['press', 'script'],
    ['json', 'mermaid'],
  ] as const) {
    if (one in values && other in values) throw new InputError(`--${one} and --${other} exclude each other`);
  }
  const source = readSource(values);
  const options: CallOptions = {
    number: e164(number, 'NUMBER'),
    from: e164(values['from'] ?? '+12065550101', '--from'),
    press: readKeys(values['press']),
    source,
    clock: readClock(values['clock'] ?? 'virtual'),
    timeoutMs: readTimeout(values['timeout'] ?? '300'),
    format: 'json' in values ? 'json' : 'mermaid' in values ? 'mermaid' : 'ladder',
    ...(values['seed'] !== undefined && { seed: readSeed(values['seed']) }),
  };
  const html = await readPageOptions(values);
  if (html) options.html = html;
  const { config: configFile, script: scriptFile } = values;
  if (configFile !== undefined) {
    options.config = await loadConfig(configFile);
    if (source.type === 'config') requireNumber(number, options.config, configFile);
  }
  if (scriptFile !== undefined) {
    options.script = { ...parseScript(await readText(scriptFile, 'script'), scriptFile), name: scriptFile };
  }
  return options;
}

async function readPageOptions({ html, prices }: Values): Promise<CallOptions['html']> {
  if (html === undefined && prices !== undefined) throw new InputError('--prices goes with --html FILE');
  if (html === undefined || prices === undefined) return html === undefined ? undefined : { file: html };
  return { file: html, prices: parsePrices(await readText(prices, 'prices'), prices) };
}

function readSource(values: Values): CallOptions['source'] {
  const named = readFunction(values);
  if (named) return named;
  if (values['config'] !== undefined) return { type: 'config' };
  throw new InputError(
    'patchbay call needs a function: --handler PATH#EXPORT, --function NAME --endpoint URL, or --config FILE',
  );
}

/** The function that --handler, or --function and --endpoint, name. */
export function readFunction(values: Values): Exclude<CallOptions['source'], { type: 'config' }> | undefined {
  if ('handler' in values && 'function' in values) {
    throw new InputError('--handler and --function exclude each other');
  }
  const { handler, function: functionName, endpoint } = values;
  if (handler !== undefined) {
    if (endpoint !== undefined) throw new InputError('--endpoint goes with --function, not with --handler');
    const parsed = parseHandlerPath(handler);
    if (!parsed) throw new InputError(`--handler: ${handlerRule(handler)}`);
    return { type: 'file', ...parsed };
  }
  if (functionName !== undefined && endpoint !== undefined) return { type: 'endpoint', endpoint, functionName };
  if (functionName !== undefined)
    throw new InputError('--function needs --endpoint URL, such as http://localhost:3002');
  if (endpoint !== undefined) throw new InputError('--endpoint needs --function NAME');
  return undefined;
}

export function e164(text: string, what: string): string {
  if (E164.test(text)) return text;
  throw new InputError(`${what}: "${text}" is not a phone number in E.164, such as +12065550100`);
}

function readKeys(text: string | undefined): string[] {
  if (text === undefined) return [];
  if (KEYS.test(text)) return text.split(',');
  throw new InputError(`--press: "${text}" is not made of keys. Allowed: 0-9, *, #, A-D, and commas between groups`);
}

export function readClock(text: string): CallOptions['clock'] {
  if (text === 'real' || text === 'virtual') return text;
  throw new InputError(
    `--clock: "${text}" is not a clock.${didYouMean(text, ['real', 'virtual'])} Allowed: real, virtual`,
  );
}

export function readTimeout(text: string): number {
  const ms = durationMs(/^[\d.]+$/.test(text) ? `${text}s` : text);
  if (ms !== undefined && ms > 0 && ms <= 86_400_000) return ms;
  throw new InputError(`--timeout: "${text}" is not a time. Allowed: seconds, or 500ms, 2m, 1h, up to a day`);
}

export function readSeed(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new InputError(`--seed: "${text}" is not a seed. Allowed: a whole number from 0 to 9999999999`);
}

function requireNumber(number: string, { numbers }: Config, file: string): void {
  const known = Object.keys(numbers);
  if (known.includes(number)) return;
  const list = known.length > 0 ? `Numbers: ${known.join(', ')}` : 'It has no numbers';
  throw new InputError(`${number} is not a number of ${file}.${didYouMean(number, known)} ${list}`);
}
