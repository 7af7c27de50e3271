import { deeperThan, MAX_DEPTH } from '../trace/depth.ts';
import type { TraceEvent } from '../trace/schema.ts';
import { LeftOut } from './literal-read.ts';
import { objectsIn } from './objects-in.ts';
import type { UnusedReason } from './unused.ts';

export type LoggedEvent = TraceEvent['event'];

/** What a message tells about an invocation. */
export interface Findings {
  events: LoggedEvent[];
  responses: object[];
  /** Looked like an event or an answer, and can't be used. */
  unusable: UnusedReason[];
  requestId?: string;
  transactionId?: string;
  time?: unknown;
  level?: unknown;
  /** What the service says about a call in its own log. */
  said?: string;
  /** What the function threw. */
  error?: string;
}

type Json = Readonly<Record<string, unknown>>;

const REQUEST_ID = /^(function_?|aws_?|lambda_?)?request_?id$/i;
const TRANSACTION_ID = /^transaction_?id$/i;
const TIME = /^@?(time|timestamp|event_?timestamp|date)$/i;
const LEVEL = /^(level|log_?level|severity|service|logger)$/i;
const SAID = /^(sip_?message|error_?message|log_?message|message|msg|description|event_?message)$/i;
/** Ids and times are near the top of what loggers write. */
const HEAD = 3;
/** A logger may put JSON into a text of JSON. */
const MAX_TEXTS = 4;

/** Events, answers, ids: wherever they are in what was logged. */
export function classify(objects: readonly unknown[]): Findings {
  const findings: Findings = { events: [], responses: [], unusable: [] };
  for (const object of objects) look(object, 0, 0);
  return findings;

  function look(value: unknown, depth: number, texts: number): void {
    if (typeof value === 'string') {
      if (texts >= MAX_TEXTS || !/InvocationEventType|SchemaVersion/.test(value)) return;
      for (const inner of objectsIn(value).values) look(inner, 0, texts + 1);
    } else if (depth > MAX_DEPTH) {
      findings.unusable.push('too-deep');
    } else if (Array.isArray(value)) {
      for (const item of value) look(item, depth + 1, texts);
    } else if (isMap(value)) {
      if (typeof own(value, 'InvocationEventType') === 'string')
        return sort(value, eventProblem(value), findings.events);
      if (isResponse(value)) return sort(value, partProblem(value), findings.responses);
      if (texts === 0 && depth < HEAD) lookAtHead(value);
      for (const inner of Object.values(value)) look(inner, depth + 1, texts);
    }
  }

  function sort<T>(value: Json, problem: UnusedReason | undefined, into: T[]): void {
    if (problem === undefined) into.push(value as T);
    else findings.unusable.push(problem);
  }

  function lookAtHead(value: Json): void {
    for (const [key, part] of Object.entries(value)) {
      if (TIME.test(key)) findings.time ??= part;
      else if (LEVEL.test(key)) findings.level ??= part;
      else if (typeof part !== 'string' || part === '') continue;
      else if (REQUEST_ID.test(key)) findings.requestId ??= part.toLowerCase();
      else if (TRANSACTION_ID.test(key)) findings.transactionId ??= part;
      else if (SAID.test(key)) findings.said ??= part;
    }
    const { errorType, errorMessage } = value;
    const isThrown = ['stack', 'stackTrace', 'trace'].some((key) => Object.hasOwn(value, key));
    if (isThrown && typeof errorType === 'string') findings.error ??= `${errorType}: ${String(errorMessage)}`;
  }
}

function eventProblem(value: Json): UnusedReason | undefined {
  const problem = partProblem(value);
  if (problem) return problem;
  const { Sequence, CallDetails } = value;
  const id = isMap(CallDetails) ? CallDetails['TransactionId'] : undefined;
  const isWhole = Number.isSafeInteger(Sequence) && Number(Sequence) >= 1 && typeof id === 'string' && id !== '';
  return isWhole ? undefined : 'not-an-event';
}

function partProblem(value: Json): UnusedReason | undefined {
  if (deeperThan(value)) return 'too-deep';
  return hasLeftOut(value) ? 'left-out' : undefined;
}

/** What a function returned: as the service wants it, or at least a list of actions. */
function isResponse(value: Json): boolean {
  const actions = own(value, 'Actions');
  if (Array.isArray(actions) && actions.length > 0 && actions.every((action) => typeOf(action) !== undefined))
    return true;
  if (!Object.hasOwn(value, 'SchemaVersion')) return false;
  return Object.keys(value).every((key) => ['SchemaVersion', 'Actions', 'TransactionAttributes'].includes(key));
}

function typeOf(action: unknown): string | undefined {
  const type = isMap(action) ? own(action, 'Type') : undefined;
  if (action instanceof LeftOut) return action.printed;
  return typeof type === 'string' ? type : undefined;
}

/** Of a value that is not deep. */
function hasLeftOut(value: unknown): boolean {
  if (value instanceof LeftOut) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLeftOut);
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LeftOut);
}

function own(value: Json, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
