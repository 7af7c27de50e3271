import { InputError } from '../errors.ts';
import { check, kindOf, unknownKey, withoutUndefined } from '../yaml/check.ts';
import { YamlDocument } from '../yaml/document.ts';
import { headerSchema, stepSchemas } from './schema.ts';
import { stepTypes, type Script, type Step } from './script.ts';

export interface LocatedScript {
  script: Script;
  /** `file:line:column` of each step. */
  places: readonly string[];
}

/**
 * Reads a script: a list of steps, or a map with `steps` and what the run is like (`seed`, `switches`, `faults`).
 * @param name the file's name, for errors
 * @throws {InputError} one line for each thing that is wrong, with file, line, column and step
 */
export function parseScript(source: string, name: string): Script {
  return locateScript(source, name).script;
}

/** The same, with where its steps are written. */
export function locateScript(source: string, name: string): LocatedScript {
  const document = new YamlDocument(source, name);
  const { value } = document;
  if (Array.isArray(value)) return located({}, value, document, []);
  if (typeof value !== 'object' || value === null) {
    throw new InputError(`${name}: a script is a list of steps, or a map with "steps". It is ${kindOf(value)}`);
  }
  const { steps, ...rest } = check(headerSchema, document, value);
  return located(withoutUndefined(rest), steps, document, ['steps']);
}

function located(
  header: Omit<Script, 'steps'>,
  written: readonly unknown[],
  document: YamlDocument,
  path: readonly PropertyKey[],
): LocatedScript {
  const callers = Object.keys(header.callers ?? {});
  const problems: string[] = [];
  const steps = written.flatMap((step, index) => {
    try {
      return [parseStep(step, document, [...path, index], index + 1, callers)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return { script: { ...header, steps }, places: steps.map((_, index) => document.place([...path, index])) };
}

function parseStep(
  step: unknown,
  document: YamlDocument,
  path: readonly PropertyKey[],
  number: number,
  callers: readonly string[],
): Step {
  const fail = (message: string, key?: string): never => {
    const place = key === undefined ? document.place(path) : document.place([...path, key]);
    throw new InputError(`${place}: step ${number}: ${message}`);
  };
  const fields = typeof step === 'string' ? { [step]: '' } : step;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return fail(`is ${kindOf(step)}, not a step. Allowed: ${stepTypes.join(', ')}`);
  }
  const [name, ...more] = Object.keys(fields).filter((key) => key !== 'as');
  const type = stepTypes.find((candidate) => candidate === name);
  if (name === undefined) return fail(`is empty. Allowed: ${stepTypes.join(', ')}`);
  if (!type) return fail(unknownKey(name, stepTypes, 'step'));
  if (more.length > 0) return fail(`is both "${name}" and "${more.join('", "')}". A step does one thing`);
  const label = (full: readonly PropertyKey[]): string =>
    `step ${number}: ${full.slice(path.length).map(String).join('.')}`;
  // `{ hangup, as: bob }` has no value at all.
  const value: unknown = Reflect.get(fields, type) ?? '';
  const parsed = check<(typeof stepSchemas)[typeof type]>(stepSchemas[type], document, value, [...path, type], label);
  if (!('as' in fields)) return parsed;
  const { as } = fields;
  if (typeof as !== 'string' || !callers.includes(as)) {
    return fail(typeof as === 'string' ? callerRule(as, callers) : `as is ${kindOf(as)}, not a caller's name`, 'as');
  }
  return parsed.type === 'far' ? fail('far has no caller: "as" goes with the other steps', 'as') : { ...parsed, as };
}

function callerRule(name: string, callers: readonly string[]): string {
  if (callers.length === 0) return `"${name}" is not a caller: the script has no "callers"`;
  return unknownKey(name, callers, 'caller');
}
