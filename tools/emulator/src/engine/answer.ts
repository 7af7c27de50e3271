import type { Action } from '@patchbay/sma';
import type { DiagnosticCode } from '../trace/diagnostics.ts';
import { actions as definitions } from './actions/index.ts';
import type { Switches } from './switches.ts';

export const MAX_ACTIONS = 10;
/** AWS documents only the first two; the others name what the service's own log messages describe. */
export type InvalidAnswerType =
  | 'SchemaVersionMismatch'
  | 'TransactionAttributesInvalidMapSize'
  | 'TransactionAttributesTooLarge'
  | 'TransactionAttributesInvalid'
  | 'ActionsListInvalid'
  | 'UnsupportedAction'
  | 'TooManyActions'
  | 'EmptyResponse'
  | 'ActionExecutionThrottled';

export interface Answer {
  actions: readonly Action[];
  /** Undefined: keep what is stored. */
  attributes: Readonly<Record<string, unknown>> | undefined;
}

export interface InvalidAnswer {
  errorType: InvalidAnswerType;
  errorMessage: string;
  code: DiagnosticCode;
}

const LIMITS = {
  current: { pairs: 100, pairLength: Infinity, total: 20_480 },
  legacy: { pairs: 10, pairLength: 1_024, total: Infinity },
};

/**
 * Reads what a function returned, in the order in which the service looks at it. Parameters of actions are not looked
 * at here: a wrong one fails its action when the action is reached.
 */
export function readAnswer(response: unknown, blank: boolean, switches: Switches): Answer | InvalidAnswer {
  if (blank || response === null || response === undefined) {
    return invalid('EmptyResponse', 'Response is blank or empty');
  }
  if (!isObject(response) || response['SchemaVersion'] !== '1.0') {
    return invalid(
      'SchemaVersionMismatch',
      'The schema version in the invocation request does not match the schema version in the response.',
    );
  }
  const list = response['Actions'] ?? [];
  if (!Array.isArray(list)) return invalid('ActionsListInvalid', 'Error while reading actions list.');
  if (list.length > MAX_ACTIONS) {
    return invalid('TooManyActions', 'Too many actions specified in a response.', 'too-many-actions');
  }
  for (const action of list as readonly unknown[]) {
    if (!isObject(action) || typeof action['Type'] !== 'string' || !isParameters(action['Parameters'])) {
      return invalid('ActionsListInvalid', 'Error while reading actions list.');
    }
    if (!Object.hasOwn(definitions, action['Type'])) {
      return invalid('UnsupportedAction', `Unsupported action ${action['Type']} specified`, 'unknown-action');
    }
  }
  const attributes = response['TransactionAttributes'] ?? undefined;
  const problem = attributes === undefined ? undefined : attributesProblem(attributes, switches);
  if (problem) return problem;
  return { actions: list as Action[], attributes: attributes as Answer['attributes'] };
}

export function isInvalid(answer: Answer | InvalidAnswer): answer is InvalidAnswer {
  return 'errorType' in answer;
}

function attributesProblem(attributes: unknown, switches: Switches): InvalidAnswer | undefined {
  if (!isObject(attributes)) {
    return invalid('TransactionAttributesInvalid', 'Transaction Attributes is not a map of keys and values.');
  }
  const limits = LIMITS[switches.attributeLimits];
  const pairs = Object.entries(attributes);
  if (pairs.length > limits.pairs) {
    return invalid(
      'TransactionAttributesInvalidMapSize',
      `Transaction Attributes has too many mappings. Maximum number of mappings is ${limits.pairs}`,
    );
  }
  const lengths = pairs.map(([key, value]) => [key.length, textLength(value)] as const);
  const total = lengths.reduce((sum, [key, value]) => sum + key + value, 0);
  if (total > limits.total || lengths.some(([key, value]) => Math.max(key, value) > limits.pairLength)) {
    return invalid('TransactionAttributesTooLarge', 'Transaction Attributes exceeds the maximum size.');
  }
  return undefined;
}

function invalid(errorType: InvalidAnswerType, errorMessage: string, code: DiagnosticCode = 'invalid-response') {
  return { errorType, errorMessage, code };
}

function isParameters(value: unknown): boolean {
  return value === undefined || value === null || isObject(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textLength(value: unknown): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value).length;
}
