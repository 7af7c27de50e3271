import * as z from 'zod';
import type { Config } from '../config/config.ts';
import { InputError } from '../errors.ts';
import type { People } from '../fuzz/flow.ts';
import type { Start } from '../harness/history.ts';
import { diagnostics, type DiagnosticCode } from '../trace/diagnostics.ts';
import { check, closed, withoutUndefined, unknownKey } from '../yaml/check.ts';
import { YamlDocument } from '../yaml/document.ts';
import { phoneNumber } from '../yaml/scalars.ts';
import { e164 } from './call-options.ts';
import type { Args } from './command.ts';

const NUMBER = '+12065550100';
const CALLER = '+12065550101';
const KEYS = /^[0-9A-D*#]+$/;

const texts = z.record(z.string(), z.string());
const updates = z.preprocess(listed, z.array(texts));
const outbound = z.preprocess(
  listed,
  z.array(
    closed({ to: phoneNumber.optional(), from: phoneNumber.optional(), arguments: texts.optional() }, 'part of a call'),
  ),
);

/** Options that say what people and systems do to a function under test. */
export const peopleOptions = {
  number: { value: 'NUMBERS', help: 'What callers dial, with commas; those of the configuration, or +12065550100' },
  from: { value: 'NUMBER', help: "The caller's number; +12065550101 if left out" },
  keys: { value: 'KEYS', help: 'What callers know, such as a PIN, with commas: 1,4711#' },
  words: { value: 'WORDS', help: 'What callers say to bots and recordings, with commas' },
  update: { value: 'YAML', help: "Arguments that updates are made with: '{ action: mute }', or a list of them" },
  outbound: {
    value: 'YAML',
    help: 'Calls that the API creates: \'{ to: +12065550123, arguments: { pin: 1234 } }\', or a list of them;\n"from" is the first of --number if left out',
  },
  'no-inbound': { help: 'Nobody calls: all calls are those of --outbound' },
  calls: { value: 'N', help: 'How many calls at once at most; 3 if left out' },
  waits: { help: 'A call that nobody is in a bridge or a meeting with may wait for an update' },
  allow: { value: 'CODES', help: 'Diagnostics that are no defect of this function, with commas' },
} as const;

/** @throws {InputError} for an option that is wrong */
export function readPeople(values: Args['values'], config: Config): People {
  const { from, keys, words, update, outbound: created, calls, allow } = values;
  const numbers = readNumbers(values['number'], config);
  const caller = from === undefined ? CALLER : e164(from, '--from');
  const starts: Start[] = 'no-inbound' in values ? [] : numbers.map((to) => ({ type: 'inbound', from: caller, to }));
  if (created !== undefined) starts.push(...readOutbound(created, numbers[0] ?? NUMBER, caller));
  if (starts.length === 0) throw new InputError('--no-inbound goes with --outbound: somebody has to be called');
  return {
    starts,
    ...(keys !== undefined && { keys: readKeys(keys) }),
    ...(words !== undefined && { words: split(words) }),
    ...(update !== undefined && { updates: read(updates, update, '--update') }),
    ...(calls !== undefined && { maxCalls: readCount(calls, '--calls', 20) }),
    ...('waits' in values && { waits: () => true }),
    ...(allow !== undefined && { allow: split(allow).map(readCode) }),
  };
}

/** A whole number from 1. */
export function readCount(text: string, option: string, most: number): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= most) return count;
  throw new InputError(`${option}: "${text}" is not a count. Allowed: a whole number from 1 to ${most}`);
}

function readNumbers(text: string | undefined, { numbers }: Config): string[] {
  if (text !== undefined) return split(text).map((number) => e164(number, '--number'));
  const known = Object.keys(numbers);
  return known.length > 0 ? known : [NUMBER];
}

function readOutbound(text: string, from: string, to: string): Start[] {
  return read(outbound, text, '--outbound').map((call) => ({
    type: 'outbound',
    from,
    to,
    ...withoutUndefined(call),
  }));
}

function readKeys(text: string): string[] {
  const all = split(text);
  const wrong = all.find((keys) => !KEYS.test(keys));
  if (wrong === undefined) return all;
  throw new InputError(`--keys: "${wrong}" is not made of keys. Allowed: 0-9, *, #, A-D, and commas between groups`);
}

function readCode(text: string): DiagnosticCode {
  const codes = Object.keys(diagnostics) as DiagnosticCode[];
  const code = codes.find((known) => known === text);
  if (code === undefined) throw new InputError(`--allow: ${unknownKey(text, codes, 'diagnostic')}`);
  return code;
}

function read<Schema extends z.ZodType>(schema: Schema, text: string, option: string): z.output<Schema> {
  const document = new YamlDocument(text, option);
  return check(schema, document, document.value);
}

function listed(written: unknown): unknown {
  return Array.isArray(written) ? written : [written];
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
