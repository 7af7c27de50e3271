import { resolve } from 'node:path';
import type * as z from 'zod';
import { InputError } from '../errors.ts';
import { handlerRule, parseHandlerPath } from '../lambda/handler-path.ts';
import { check, kindOf, unknownKey, withoutUndefined } from '../yaml/check.ts';
import { YamlDocument } from '../yaml/document.ts';
import type { Config, FunctionConfig } from './config.ts';
import { configSchema } from './schema.ts';

type Written = z.output<typeof configSchema>;
type Path = readonly PropertyKey[];
type Fail = (path: Path, message: string) => never;

/**
 * Reads a configuration in YAML or JSON.
 * @param name the file's name, for errors
 * @param folder what paths in it are relative to
 * @throws {InputError} with file, line, column and path of what is wrong
 */
export function parseConfig(source: string, name: string, folder: string): Config {
  const document = new YamlDocument(source, name);
  const { value } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`${name}: a configuration is a map. It is ${kindOf(value)}`);
  }
  const written = check(configSchema, document, value);
  const fail: Fail = (path, message) => {
    throw new InputError(`${document.place(path)}: ${path.map(String).join('.')}: ${message}`);
  };
  checkReferences(written, fail);
  const { accountId = '111122223333', region = 'us-east-1', buckets = {}, functions = {} } = written;
  return {
    accountId,
    region,
    functions: mapEntries(functions, (fn, key) => readFunction(fn, ['functions', key], folder, fail)),
    numbers: written.numbers ?? {},
    applications: mapEntries(written.applications ?? {}, withoutUndefined),
    voiceConnectors: mapEntries(written.voiceConnectors ?? {}, ({ routes, ...connector }) => ({
      ...withoutUndefined(connector),
      ...(routes && { routes: routes.map(withoutUndefined) }),
    })),
    farEnds: written.farEnds ?? {},
    buckets: mapEntries(buckets, (bucket) => ({ ...withoutUndefined(bucket), folder: resolve(folder, bucket.folder) })),
    bots: written.bots ?? {},
    contactCentres: mapEntries(written.contactCentres ?? {}, (centre) => {
      const { flow, numbers, functions: named = {}, values = {} } = centre;
      return { flow: resolve(folder, flow), numbers, functions: named, values };
    }),
    quotas: withoutUndefined(written.quotas ?? {}),
    switches: written.switches ?? {},
    faults: written.faults ?? [],
  };
}

function checkReferences(
  { functions = {}, applications = {}, numbers = {}, voiceConnectors = {}, contactCentres = {} }: Written,
  fail: Fail,
): void {
  const functionNames = Object.keys(functions);
  const targets = [...new Set([...functionNames, ...Object.keys(applications)])];
  for (const [key, application] of Object.entries(applications)) {
    if (functionNames.includes(application.function)) continue;
    fail(['applications', key, 'function'], unknownKey(application.function, functionNames, 'function'));
  }
  for (const [key, centre] of Object.entries(contactCentres)) {
    for (const [placeholder, named] of Object.entries(centre.functions ?? {})) {
      const path = ['contactCentres', key, 'functions', placeholder];
      if (!functionNames.includes(named)) fail(path, unknownKey(named, functionNames, 'function'));
    }
  }
  for (const [number, names] of Object.entries(numbers)) {
    const wrong = names.find((name) => !targets.includes(name));
    if (wrong !== undefined) fail(['numbers', number], unknownKey(wrong, targets, 'function or application'));
  }
  for (const [key, { application }] of Object.entries(voiceConnectors)) {
    if (application === undefined || targets.includes(application)) continue;
    fail(['voiceConnectors', key, 'application'], unknownKey(application, targets, 'function or application'));
  }
}

function readFunction(
  written: NonNullable<Written['functions']>[string],
  path: Path,
  folder: string,
  fail: Fail,
): FunctionConfig {
  const { handler, timeout, env, endpoint, functionName } = written;
  if (handler === undefined && (endpoint === undefined || functionName === undefined)) {
    return fail(path, 'has neither "handler" nor "endpoint" and "functionName"');
  }
  if (handler !== undefined && (endpoint ?? functionName) !== undefined) {
    return fail(path, 'has both "handler" and "endpoint" or "functionName"');
  }
  if (handler === undefined) {
    if ((timeout ?? env) !== undefined) return fail(path, '"timeout" and "env" are for a "handler"');
    return { type: 'endpoint', endpoint: endpoint ?? '', functionName: functionName ?? '' };
  }
  const parsed = parseHandlerPath(handler);
  if (!parsed) return fail([...path, 'handler'], handlerRule(handler));
  const { file, exportName } = parsed;
  return { type: 'file', file: resolve(folder, file), exportName, ...withoutUndefined({ timeoutMs: timeout, env }) };
}

function mapEntries<From, To>(
  entries: Readonly<Record<string, From>>,
  map: (entry: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, map(entry, key)]));
}
