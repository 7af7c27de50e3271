import type { Action } from './actions/action.ts';
import { checkAction } from './actions/check.ts';
import { checkAttributes } from './attributes.ts';
import type { EventType } from './events/event.ts';
import { eventTable } from './events/table.ts';
import { limits } from './limits.ts';
import { problem, valueAt, type Path, type Problem } from './problems.ts';

/** What a function returns to the service. */
export interface SmaResponse {
  SchemaVersion: '1.0';
  /** 0 to 10; absent, null and [] mean the same: what is left of the last list goes on. */
  Actions?: Action[] | null;
  /** Replaces the stored map, {} clears it; null or absent keeps it. */
  TransactionAttributes?: Record<string, unknown> | null;
}

const KEYS = ['SchemaVersion', 'Actions', 'TransactionAttributes'];

/**
 * Everything that is wrong with a response. Errors outside `Actions[n].Parameters` make the service refuse it
 * (INVALID_LAMBDA_RESPONSE); errors inside fail that action when its turn comes (ACTION_FAILED).
 * @param type of the event that it answers, when that is known
 */
export function checkResponse(input: unknown, type?: EventType): Problem[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [problem([], input, 'must be an object, not text, a list or nothing')];
  }
  const { SchemaVersion, Actions, TransactionAttributes, ...others } = input as Record<string, unknown>;
  const problems: Problem[] = [];
  if (SchemaVersion !== limits.schemaVersion) {
    const hint = 'statusCode' in others ? ' at the top: this is an answer for API Gateway' : '';
    problems.push(problem(['SchemaVersion'], SchemaVersion, `must be "${limits.schemaVersion}"${hint}`));
  }
  for (const [key, value] of Object.entries(others)) {
    problems.push(problem([key], value, `is ignored; a response has ${KEYS.join(', ')}`, 'warning'));
  }
  return [...problems, ...checkActions(Actions, type), ...checkAttributes(TransactionAttributes)];
}

function checkActions(actions: unknown, type: EventType | undefined): Problem[] {
  if (!Array.isArray(actions) && actions !== undefined && actions !== null) {
    return [problem(['Actions'], actions, 'must be a list')];
  }
  const list: readonly unknown[] = actions ?? [];
  const problems = list.flatMap((action, i) => checkAction(action, ['Actions', i]));
  if (list.length > limits.actions) {
    problems.push({ ...amount(list), rule: `must be at most ${limits.actions} actions`, level: 'error' });
  }
  if (type === 'NEW_INBOUND_CALL' && list.length === 0) {
    problems.push({
      ...amount(list),
      rule: 'must be one action or more, or the call is never answered',
      level: 'error',
    });
  }
  if (type !== undefined && eventTable[type].actions === 'ignored' && list.length > 0) {
    problems.push({ ...amount(list), rule: `are ignored for ${type}`, level: 'warning' });
  }
  return [...problems, ...unreachable(list)];
}

function amount(list: readonly unknown[]): Pick<Problem, 'path' | 'value'> {
  return { path: 'Actions', value: `${list.length} actions` };
}

/** Actions behind one that ends the call, or after which another answer is due. */
function unreachable(list: readonly unknown[]): Problem[] {
  for (const [i, action] of list.entries()) {
    const behind = list.slice(i + 1).findIndex((next) => isLostBehind(action, next));
    if (behind >= 0) {
      const path: Path = ['Actions', i + 1 + behind];
      return [
        problem(path, typeOf(list[i + 1 + behind]), `should not come after ${String(typeOf(action))}`, 'warning'),
      ];
    }
  }
  return [];
}

function isLostBehind(action: unknown, next: unknown): boolean {
  if (typeOf(action) === 'StartBotConversation') return true;
  if (typeOf(action) !== 'Hangup') return false;
  const [ended, other] = [selector(action), selector(next)];
  // A leg that is hung up by itself leaves the other one to go on with.
  if (ended.CallId) return other.CallId === ended.CallId;
  return (
    ended.ParticipantTag !== 'LEG-B' && typeOf(next) !== 'Hangup' && other.ParticipantTag !== 'LEG-B' && !other.CallId
  );
}

function typeOf(action: unknown): unknown {
  return valueAt(action, ['Type']);
}

function selector(action: unknown): { CallId: unknown; ParticipantTag: unknown } {
  return {
    CallId: valueAt(action, ['Parameters', 'CallId']),
    ParticipantTag: valueAt(action, ['Parameters', 'ParticipantTag']),
  };
}
