import { speak } from './actions/speak.ts';
import type { Speech } from './actions/speech.ts';
import { Call } from './call.ts';
import { SmaError } from './errors.ts';
import { parseEvent } from './events/parse.ts';
import type { Flow } from './flow.ts';
import type { SmaResponse } from './response.ts';
import { apologise, defaultApology, goOnEnding, isEnding } from './router/ending.ts';
import { FLOW, flowNameOf, indexFlows, type FlowFor } from './router/flows.ts';
import { codeOf, messageOf, noterFor, problemsIn, type Noter, type Report } from './router/report.ts';
import { respond } from './router/respond.ts';
import { nothing, toResponse } from './router/wanted.ts';

export interface RouterOptions<Deps> {
  flows: readonly Flow<Deps>[];
  /** Handed to every function of a flow. */
  deps: Deps;
  /** The flow of a call that names none itself; as a rule by the number that was dialled. */
  flowFor?: FlowFor<Deps>;
  report: Report;
  /** Said before a call is ended because something went wrong. */
  apology?: Speech;
  /** Throws if the first event of an inbound call can't be answered, so that the SIP rule's next target is tried. */
  failFirstInbound?: boolean;
}

/** Answers an invocation. @throws SmaError `invalid-event`, and as `failFirstInbound` says */
export type Router = (event: unknown) => Promise<SmaResponse>;

type Routing<Deps> = RouterOptions<Deps> & { apology: Speech; index: ReadonlyMap<string, Flow<Deps>> };

/** @throws SmaError `invalid-flow`; `invalid-action` for an apology that can't be spoken */
export function createRouter<Deps>(options: RouterOptions<Deps>): Router {
  const index = indexFlows(options.flows);
  const apology = speak(options.apology ?? defaultApology).Parameters;
  return (input) => route(input, { ...options, apology, index });
}

async function route<Deps>(input: unknown, routing: Routing<Deps>): Promise<SmaResponse> {
  const { deps, index: flows, apology, report } = routing;
  const call = read(input, report);
  let note = noterFor(report, call, call.attributes[FLOW]);
  if (isEnding(call) && !call.isOver) return toResponse(call, goOnEnding(call, apology, note));
  let flow: Flow<Deps> | undefined;
  try {
    flow = await findFlow(call, routing);
    // It was reported when the call began, and nobody is left to be told.
    if (flow === undefined) return toResponse(call, nothing);
    note = noterFor(report, call, flow.name);
    return await respond({ call, flow, flows, deps, apology, note });
  } catch (error) {
    note(codeOf(error), messageOf(error), { error, problems: problemsIn(error) });
    if (routing.failFirstInbound === true && call.type === 'NEW_INBOUND_CALL') throw error;
    const { actions, attributes } = apologise(call, apology);
    return toResponse(call, { actions, attributes: { ...(flow && { [FLOW]: flow.name }), ...attributes } });
  } finally {
    if (call.isOver && flow !== undefined) await release(call, flow, deps, note);
  }
}

function read(input: unknown, report: Report): Call {
  try {
    return new Call(parseEvent(input));
  } catch (error) {
    noterFor(report, undefined, undefined)('invalid-event', messageOf(error), { error, problems: problemsIn(error) });
    throw error;
  }
}

/** Undefined only when the call is over. @throws SmaError `unknown-flow` */
async function findFlow<Deps>(call: Call, { index, deps, flowFor }: Routing<Deps>): Promise<Flow<Deps> | undefined> {
  const name = await flowNameOf(call, deps, flowFor);
  const flow = name === undefined ? undefined : index.get(name);
  if (flow !== undefined || call.isOver) return flow;
  throw new SmaError('unknown-flow', name === undefined ? 'The call belongs to no flow' : `There is no flow ${name}`);
}

async function release<Deps>(call: Call, flow: Flow<Deps>, deps: Deps, note: Noter): Promise<void> {
  try {
    await flow.release?.(call, deps);
  } catch (error) {
    note('release-failed', messageOf(error), { error, problems: problemsIn(error) });
  }
}
