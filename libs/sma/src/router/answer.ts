import type { Call } from '../call.ts';
import { SmaError } from '../errors.ts';
import type { Answer } from '../flow.ts';
import { problem, type Problem } from '../problems.ts';
import { checkResponse, type SmaResponse } from '../response.ts';
import { ENDING } from './ending.ts';
import { FLOW } from './flows.ts';
import type { Wanted } from './wanted.ts';

const REFUSED = 'The answer can not be sent';

/** Reads what a handler returned. @throws SmaError `invalid-answer` */
export function readAnswer(answer: Answer, flows: ReadonlyMap<string, unknown>): Wanted {
  const wanted: unknown = Array.isArray(answer) ? { actions: answer } : answer;
  const problems = shapeProblems(wanted, flows);
  if (problems.length > 0) throw new SmaError('invalid-answer', REFUSED, problems);
  const { actions = [], attributes = {} } = wanted as Partial<Wanted>;
  return { actions, attributes };
}

function shapeProblems(answer: unknown, flows: ReadonlyMap<string, unknown>): Problem[] {
  if (typeof answer !== 'object' || answer === null) {
    return [problem([], answer, 'must be a list of actions, or { actions, attributes }')];
  }
  const { actions = [], attributes = {}, ...others } = answer as Record<string, unknown>;
  const problems = Object.entries(others).map(([key, value]) =>
    problem([key], value, 'must not be there; an answer has actions and attributes'),
  );
  if (!Array.isArray(actions)) problems.push(problem(['actions'], actions, 'must be a list of actions'));
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) {
    return [...problems, problem(['attributes'], attributes, 'must be an object')];
  }
  return [...problems, ...Object.entries(attributes).flatMap(([key, value]) => attributeProblems(key, value, flows))];
}

function attributeProblems(key: string, value: unknown, flows: ReadonlyMap<string, unknown>): Problem[] {
  const wrong = (rule: string) => [problem(['attributes', key], value, rule)];
  if (key === ENDING) return wrong('must be left to the router');
  if (key === FLOW && !flows.has(String(value))) return wrong(`must be one of ${[...flows.keys()].join(', ')}`);
  return value === undefined || typeof value === 'string' ? [] : wrong('must be a string, or undefined to remove it');
}

/**
 * Checks the response that a flow's answer makes.
 * @returns what is unwise about it
 * @throws SmaError `invalid-answer`
 */
export function checkAnswer(call: Call, response: SmaResponse): Problem[] {
  const { TransactionAttributes: attributes } = response;
  // Room is kept for the router's own attribute: a call must always be able to end.
  const asked = attributes ? { ...response, TransactionAttributes: { [ENDING]: '0', ...attributes } } : response;
  const problems = checkResponse(asked, call.type);
  const errors = problems.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new SmaError('invalid-answer', REFUSED, errors);
  return problems;
}
