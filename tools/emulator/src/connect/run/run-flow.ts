import type { ContactFlow, FlowAction } from '../flow/flow.ts';
import { meets } from './conditions.ts';
import { LineEnded, type LiveContact } from './live-contact.ts';
import type { Outcome } from './running.ts';

/** Why a contact is over, in the words of Amazon Connect's contact records (DisconnectReason). */
export type DisconnectReason =
  | 'CUSTOMER_DISCONNECT'
  | 'CONTACT_FLOW_DISCONNECT'
  /** A flow that had no branch for an error, or ran for too long. */
  | 'OTHER';

/** Runs a flow to its end. `passed` is told the identifier of every action. */
export async function runFlow(
  flow: ContactFlow,
  contact: LiveContact,
  passed: (id: string) => void,
): Promise<DisconnectReason> {
  const { maxActions, maxMs } = contact.settings;
  let late = false;
  contact.line.later(maxMs, () => (late = true));
  try {
    let action = flow.actions.get(flow.start);
    for (let count = 0; action; count++) {
      if (count >= maxActions || late) {
        const bound = late ? `${maxMs / 60_000} minutes` : `${maxActions} actions`;
        contact.diagnose('contact-too-long', `${flow.name} was ended after ${bound}`);
        return 'OTHER';
      }
      contact.action = action.id;
      contact.actionType = action.type;
      passed(action.id);
      const outcome = await action.run(contact);
      contact.log(action.parameters, outcome === 'next' ? undefined : outcome);
      if (typeof outcome === 'object' && 'over' in outcome) return 'CONTACT_FLOW_DISCONNECT';
      const next = nextOf(action, outcome);
      if (next === undefined) {
        contact.trace(`"${action.id}" has no branch for this: the contact ends`);
        return 'OTHER';
      }
      action = flow.actions.get(next);
    }
    return 'OTHER';
  } catch (error) {
    if (error instanceof LineEnded) return 'CUSTOMER_DISCONNECT';
    throw error;
  }
}

function nextOf(action: FlowAction, outcome: Exclude<Outcome, { over: unknown }>): string | undefined {
  if (outcome === 'next') return action.next;
  if ('error' in outcome) return action.errors.get(outcome.error) ?? action.errors.get('NoMatchingError');
  const { result } = outcome;
  const condition = action.conditions.find((each) => meets(result, each));
  return condition?.next ?? action.errors.get('NoMatchingCondition') ?? action.errors.get('NoMatchingError');
}
