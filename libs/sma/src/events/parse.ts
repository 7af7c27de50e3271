import * as z from 'zod/mini';
import { SmaError } from '../errors.ts';
import { issuesToProblems, problem, type Problem, unsaid } from '../problems.ts';
import type { SmaEvent } from './event.ts';
import { eventTable, eventTypes, isEventType } from './table.ts';

type Result = { event: SmaEvent } | { problems: Problem[] };

/**
 * Reads what the service invoked a function with. Tags come back in capitals, keys that are not documented are
 * left out.
 * @throws SmaError `invalid-event`
 */
export function parseEvent(input: unknown): SmaEvent {
  const result = read(input);
  if ('problems' in result) throw new SmaError('invalid-event', 'This is no event of PSTN Audio', result.problems);
  return result.event;
}

/** What is wrong with an event; nothing when it could be parsed. */
export function checkEvent(input: unknown): Problem[] {
  const result = read(input);
  return 'problems' in result ? result.problems : [];
}

function read(input: unknown): Result {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { problems: [problem([], input, 'must be an object')] };
  }
  const type: unknown = Reflect.get(input, 'InvocationEventType');
  if (!isEventType(type)) {
    return { problems: [problem(['InvocationEventType'], type, `must be one of ${eventTypes.join(', ')}`)] };
  }
  const result = z.safeParse(eventTable[type].schema, input, unsaid);
  // The schema leaves the echoed Parameters of an action unchecked: they are what the function itself had sent.
  return result.success
    ? { event: result.data as SmaEvent }
    : { problems: issuesToProblems(result.error.issues, input) };
}
