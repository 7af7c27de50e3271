import type { Speech } from '../actions/speech.ts';
import type { Call } from '../call.ts';
import type { Flow } from '../flow.ts';
import type { SmaResponse } from '../response.ts';
import { checkAnswer, readAnswer } from './answer.ts';
import { hangUpAll } from './ending.ts';
import { withoutHandler } from './fallback.ts';
import { FLOW, handlerOf } from './flows.ts';
import type { Noter } from './report.ts';
import { runsActions, toResponse, type Wanted } from './wanted.ts';

export interface Situation<Deps> {
  call: Call;
  flow: Flow<Deps>;
  flows: ReadonlyMap<string, Flow<Deps>>;
  deps: Deps;
  apology: Speech;
  note: Noter;
}

/** What a flow answers, completed by what no flow may forget. Throws what its functions throw, and `invalid-answer`. */
export async function respond<Deps>(situation: Situation<Deps>): Promise<SmaResponse> {
  const { call, flow, note } = situation;
  const { actions, attributes } = await withSurvivor(situation, await ask(situation));
  const run = runsActions(call) ? actions : [];
  if (run.length < actions.length) {
    const names = actions.map(({ Type }) => Type).join(', ');
    note('actions-ignored', `${names} would be ignored here and were left out`, { level: 'warning' });
  }
  const response = toResponse(call, { actions: run, attributes: { [FLOW]: flow.name, ...attributes } });
  const unwise = checkAnswer(call, response);
  if (unwise.length > 0) {
    const text = unwise.map(({ path, rule }) => `${path} ${rule}`).join('; ');
    note('advice', text, { level: 'warning', problems: unwise });
  }
  return response;
}

async function ask<Deps>({ call, flow, flows, deps, apology, note }: Situation<Deps>): Promise<Wanted> {
  const handler = handlerOf(flow, call);
  return handler === undefined ? withoutHandler(call, apology, note) : readAnswer(await handler(call, deps), flows);
}

/** A leg that is left over stays connected, and is paid for, until somebody hangs it up. */
async function withSurvivor<Deps>({ call, flow, deps }: Situation<Deps>, wanted: Wanted): Promise<Wanted> {
  if (call.type !== 'HANGUP' || call.isOver || wanted.actions.length > 0) return wanted;
  if ((await flow.keepSurvivor?.(call, deps)) === true) return wanted;
  const { actions, attributes } = hangUpAll(call);
  return { actions, attributes: { ...wanted.attributes, ...attributes } };
}
