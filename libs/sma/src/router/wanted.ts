import type { Action } from '../actions/action.ts';
import type { Call } from '../call.ts';
import { eventTable } from '../events/table.ts';
import type { SmaResponse } from '../response.ts';

/** What an event is to be answered with. */
export interface Wanted {
  actions: readonly Action[];
  /** Laid over what is stored; undefined removes a key. */
  attributes: Readonly<Record<string, string | undefined>>;
}

export const nothing: Wanted = { actions: [], attributes: {} };

/** Whether the service runs actions that are returned to this event. */
export function runsActions(call: Call): boolean {
  return call.isOver ? false : eventTable[call.type].actions !== 'ignored';
}

/** The service replaces the whole map of attributes, so it gets all of it. */
export function toResponse(call: Call, { actions, attributes }: Wanted): SmaResponse {
  const stored = call.event.CallDetails.TransactionAttributes ?? {};
  const response: SmaResponse = { SchemaVersion: '1.0', Actions: [...actions] };
  // A map that did not change is not sent: what is stored stays.
  if (Object.entries(attributes).every(([key, value]) => stored[key] === value)) return response;
  const merged = Object.entries({ ...stored, ...attributes }).filter(([, value]) => value !== undefined);
  return { ...response, TransactionAttributes: Object.fromEntries(merged) };
}
