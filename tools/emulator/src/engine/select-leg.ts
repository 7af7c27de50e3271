import type { Action, ActionType } from '@patchbay/sma';
import type { ActionDefinition } from './actions/definition.ts';
import type { ActionFailure } from './context.ts';
import { type Leg, isConnected } from './leg.ts';
import type { Transaction } from './transaction.ts';

/** What the service answers to a leg that the action can't be for. */
export function badLeg(type: ActionType): ActionFailure {
  const what = type === 'StartCallRecording' ? 'CallId' : 'CallId or ParticipantTag';
  const end = type === 'StartCallRecording' ? '' : '.';
  return { errorType: 'InvalidActionParameter', errorMessage: `${what} parameter for action is invalid${end}` };
}

/**
 * Finds the leg that an action means: CallId, else ParticipantTag, else the leg of the event that it answers if that is
 * connected, else LEG-A (spec 4.0, U7).
 */
export function selectLeg(
  transaction: Transaction,
  action: Action,
  definition: ActionDefinition,
  defaultLeg: Leg | undefined,
  ended: 'ended too' | 'not ended' = 'not ended',
): { leg: Leg | undefined; problem?: ActionFailure } {
  const { CallId, ParticipantTag } = (action.Parameters ?? {}) as { CallId?: unknown; ParticipantTag?: unknown };
  const leg = named(transaction, CallId, ParticipantTag) ?? implied(transaction, CallId, ParticipantTag, defaultLeg);
  if (!leg) {
    const name = typeof CallId === 'string' && CallId !== '' ? CallId : String(ParticipantTag);
    if (ended === 'not ended') transaction.diagnose('leg-not-found', `${action.Type}: there is no leg ${name}.`);
    return { leg, problem: badLeg(action.Type) };
  }
  if (ended === 'ended too') return { leg };
  if (leg.status === 'Disconnected') {
    transaction.diagnose('action-on-ended-leg', `${action.Type}: ${leg.tag} has already ended.`, leg);
    return { leg, problem: badLeg(action.Type) };
  }
  if (definition.needsCallId && !CallId) {
    transaction.diagnose('callid-missing', `${action.Type}: CallId is documented as required.`, leg);
  }
  const allowed =
    definition.legs === 'any' ||
    (definition.legs === 'leg-a' && leg.tag === 'LEG-A') ||
    // ModifyChimeMeetingAttendees says by itself what is wrong with a leg that is in no meeting.
    definition.legs === 'meeting';
  return allowed ? { leg } : { leg, problem: badLeg(action.Type) };
}

function named(transaction: Transaction, callId: unknown, tag: unknown): Leg | undefined {
  if (callId) return transaction.legs.find((leg) => leg.callId === callId);
  return typeof tag === 'string' ? transaction.legs.find((leg) => leg.tag === tag.toUpperCase()) : undefined;
}

function implied(
  transaction: Transaction,
  callId: unknown,
  tag: unknown,
  defaultLeg: Leg | undefined,
): Leg | undefined {
  if (callId || tag) return undefined;
  if (!isConnected(defaultLeg) || defaultLeg === transaction.legA) return transaction.legA;
  return transaction.openPoint('defaultLeg') === 'event-leg' ? defaultLeg : transaction.legA;
}
