import * as z from 'zod';
import type { ActionKind, Prepared } from '../actions/kind.ts';
import { actionKinds } from '../actions/table.ts';
import { InputError, messageOf } from '../../errors.ts';
import type { ContactFlow, FlowAction } from './flow.ts';
import { fill, type Placeholders } from './placeholders.ts';
import { flowSchema, type WrittenAction, type WrittenFlow } from './schema.ts';

type Report = (message: string) => void;

/**
 * Reads a contact flow in the Amazon Connect Flow language: the file that is deployed, with `${Name}` where it has
 * something of the deployment, such as the ARN of a function.
 * @param name the file's name, for errors
 * @throws {InputError} with everything that is wrong: what, at which action, and what is allowed
 */
export function parseContactFlow(source: string, name: string, placeholders: Placeholders = {}): ContactFlow {
  const problems: string[] = [];
  const stop = (): never => {
    throw new InputError([`${name} can't be run:`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
  };
  const missing = new Set<string>();
  const filled = fill(readJson(source, name), placeholders, (placeholder) => missing.add(placeholder));
  for (const placeholder of missing) problems.push(`\${${placeholder}} has no value`);
  const result = flowSchema.safeParse(filled);
  if (!result.success) {
    problems.push(...result.error.issues.map(({ path, message }) => `${pathOf(path)}: ${message}`));
    return stop();
  }
  const flow = result.data;
  const actions = flow.Actions.flatMap((action, index) => {
    const read = readAction(action, (message) => problems.push(`Actions[${index}] "${action.Identifier}": ${message}`));
    return read ? [read] : [];
  });
  checkTransitions(flow, (message) => problems.push(message));
  if (problems.length > 0) return stop();
  return { name, start: flow.StartAction, actions: new Map(actions.map((action) => [action.id, action])) };
}

function readJson(source: string, name: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new InputError(`${name} is not JSON: ${messageOf(error)}`, { cause: error });
  }
}

function readAction(written: WrittenAction, report: Report): FlowAction | undefined {
  const { Identifier: id, Type: type, Parameters: parameters, Transitions: transitions } = written;
  const kind = actionKinds.get(type);
  if (!kind) {
    report(`${type} is not emulated. These are: ${[...actionKinds.keys()].join(', ')}`);
    return undefined;
  }
  const prepared = kind.prepare(parameters);
  if ('problems' in prepared) {
    for (const { path, message } of prepared.problems) report(`${pathOf(['Parameters', ...path])}: ${message}`);
    return undefined;
  }
  checkKind(written, kind, prepared.results, report);
  return {
    id,
    type,
    run: prepared.run,
    parameters,
    next: transitions.NextAction,
    conditions: transitions.Conditions.map(({ NextAction: next, Condition }) => {
      return { next, operator: Condition.Operator, operand: Condition.Operands[0] };
    }),
    errors: new Map(transitions.Errors.map(({ ErrorType, NextAction }) => [ErrorType, NextAction])),
  };
}

/** Whether an action goes on where its kind may. */
function checkKind(
  { Type: type, Transitions: transitions }: WrittenAction,
  { next, errors }: ActionKind,
  results: Prepared['results'],
  report: Report,
): void {
  if (next === 'required' && transitions.NextAction === undefined) report(`${type} has no Transitions.NextAction`);
  if (next === 'none' && transitions.NextAction !== undefined) report(`nothing comes after ${type}`);
  const written = transitions.Errors.map(({ ErrorType }) => ErrorType);
  for (const error of written) {
    if (Object.hasOwn(errors, error)) continue;
    const allowed = Object.keys(errors).join(', ') || 'none';
    report(`${type} has no error "${error}". Allowed: ${allowed}`);
  }
  for (const [error, need] of Object.entries(errors)) {
    if (need === 'required' && !written.includes(error)) report(`${type} has no branch for the error ${error}`);
  }
  if (results === 'none' && transitions.Conditions.length > 0) report(`${type} has no Conditions`);
  if (typeof results === 'string') return;
  const given = transitions.Conditions.map(({ Condition }) => Condition.Operands[0]);
  const wrong = given.filter((operand) => !results.includes(operand));
  const left = results.filter((result) => !given.includes(result));
  if (wrong.length + left.length > 0) report(`${type} has one condition for each of ${results.join(', ')}`);
}

function checkTransitions({ StartAction, Actions }: WrittenFlow, report: Report): void {
  const known = new Set<string>();
  for (const [index, { Identifier }] of Actions.entries()) {
    if (known.has(Identifier)) report(`Actions[${index}] "${Identifier}": another action has the same Identifier`);
    known.add(Identifier);
  }
  if (!known.has(StartAction)) report(`StartAction: there is no action "${StartAction}"`);
  for (const [index, { Identifier, Transitions }] of Actions.entries()) {
    const { NextAction, Errors, Conditions } = Transitions;
    const leads = [...(NextAction === undefined ? [] : [{ NextAction }]), ...Errors, ...Conditions];
    for (const { NextAction: next } of leads) {
      if (!known.has(next)) report(`Actions[${index}] "${Identifier}": leads to "${next}", which is no action`);
    }
  }
}

const pathOf = (path: readonly PropertyKey[]): string => z.core.toDotPath([...path]) || 'the flow';
