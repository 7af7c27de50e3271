import { InputError } from '../errors.ts';
import { check, kindOf, unknownKey, withoutUndefined } from '../yaml/check.ts';
import { YamlDocument } from '../yaml/document.ts';
import { headerSchema, stepSchemas } from './schema.ts';
import { stepTypes, type Script, type Step } from './script.ts';

/**
 * Reads a script: a list of steps, or a map with `steps` and what the run is like (`seed`, `switches`, `faults`).
 * @param name the file's name, for errors
 * @throws {InputError} one line for each thing that is wrong, with file, line, column and step
 */
export function parseScript(source: string, name: string): Script {
  const document = new YamlDocument(source, name);
  const { value } = document;
  if (Array.isArray(value)) return { steps: parseSteps(value, document, []) };
  if (typeof value !== 'object' || value === null) {
    throw new InputError(`${name}: a script is a list of steps, or a map with "steps". It is ${kindOf(value)}`);
  }
  const { steps, ...rest } = check(headerSchema, document, value);
  return { ...withoutUndefined(rest), steps: parseSteps(steps, document, ['steps']) };
}

function parseSteps(steps: readonly unknown[], document: YamlDocument, path: readonly PropertyKey[]): Step[] {
  const problems: string[] = [];
  const parsed = steps.flatMap((step, index) => {
    try {
      return [parseStep(step, document, [...path, index], index + 1)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return parsed;
}

function parseStep(step: unknown, document: YamlDocument, path: readonly PropertyKey[], number: number): Step {
  const fail = (message: string): never => {
    throw new InputError(`${document.place(path)}: step ${number}: ${message}`);
  };
  const fields = typeof step === 'string' ? { [step]: '' } : step;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return fail(`is ${kindOf(step)}, not a step. Allowed: ${stepTypes.join(', ')}`);
  }
  const [name, ...more] = Object.keys(fields);
  const type = stepTypes.find((candidate) => candidate === name);
  if (name === undefined) return fail(`is empty. Allowed: ${stepTypes.join(', ')}`);
  if (!type) return fail(unknownKey(name, stepTypes, 'step'));
  if (more.length > 0) return fail(`is both "${name}" and "${more.join('", "')}". A step does one thing`);
  const label = (full: readonly PropertyKey[]): string =>
    `step ${number}: ${full.slice(path.length).map(String).join('.')}`;
  const value: unknown = Reflect.get(fields, type);
  return check<(typeof stepSchemas)[typeof type]>(stepSchemas[type], document, value, [...path, type], label);
}
