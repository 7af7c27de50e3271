import type { Call } from '../call.ts';
import { SmaError } from '../errors.ts';
import type { Flow, Handler } from '../flow.ts';

/** The attribute that says which flow a call is in. */
export const FLOW = 'flow';

export type FlowFor<Deps> = (call: Call, deps: Deps) => string | undefined | Promise<string | undefined>;

/** @throws SmaError `invalid-flow` */
export function indexFlows<Deps>(flows: readonly Flow<Deps>[]): ReadonlyMap<string, Flow<Deps>> {
  const index = new Map<string, Flow<Deps>>();
  for (const flow of flows) {
    if (flow.name === '') throw new SmaError('invalid-flow', 'A flow must have a name');
    if (index.has(flow.name)) throw new SmaError('invalid-flow', `There are two flows named ${flow.name}`);
    index.set(flow.name, flow);
  }
  return index;
}

/** The name that the call has been given, by itself or by whoever placed it; else the one for its number. */
export async function flowNameOf<Deps>(
  call: Call,
  deps: Deps,
  flowFor: FlowFor<Deps> | undefined,
): Promise<string | undefined> {
  // An update of a call carries arguments too, but may not move it to another flow.
  const placed = call.type === 'NEW_OUTBOUND_CALL' ? call.arguments[FLOW] : undefined;
  return call.attributes[FLOW] ?? placed ?? (await flowFor?.(call, deps));
}

export function handlerOf<Deps>(flow: Flow<Deps>, call: Call): Handler<Deps> | undefined {
  switch (call.type) {
    case 'ACTION_SUCCESSFUL':
    case 'ACTION_FAILED':
    case 'ACTION_INTERRUPTED':
      return call.action === undefined ? undefined : flow.on[call.type]?.[call.action.type];
    default:
      return flow.on[call.type];
  }
}
