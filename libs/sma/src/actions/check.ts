import { problem, problemsOf, valueAt, type Path, type Problem } from '../problems.ts';
import type { Advice } from './define.ts';
import { actionTable, actionTypes, isActionType } from './table.ts';

/** What is wrong with one action: errors where the service refuses it, warnings where we advise against it. */
export function checkAction(input: unknown, at: Path = []): Problem[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [problem(at, input, 'must be an object with a Type')];
  }
  const { Type: type, Parameters: parameters = {} } = input as { Type?: unknown; Parameters?: unknown };
  if (!isActionType(type)) return [problem([...at, 'Type'], type, `must be one of ${actionTypes.join(', ')}`)];
  const where = [...at, 'Parameters'];
  const problems = problemsOf(actionTable[type].parameters, parameters, where);
  if (problems.length > 0) return problems;
  // The schema has just taken the parameters, and the advice belongs to the same entry of the table.
  const advise = actionTable[type].advice as (parameters: unknown) => readonly Advice[];
  return advise(parameters).map(({ path, rule }) =>
    problem([...where, ...path], valueAt(parameters, path), rule, 'warning'),
  );
}
