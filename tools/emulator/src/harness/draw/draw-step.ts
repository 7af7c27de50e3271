import type { ParticipantTag } from '@patchbay/sma';
import type { FlowUnderTest } from '../flow-under-test.ts';
import type { Act, Step } from '../history.ts';
import type { CallView } from '../run/call-view.ts';
import { collects, listens } from '../run/settled.ts';
import type { Stage } from '../run/stage.ts';
import type { Chance } from './chance.ts';
import { anyKeys, plausibleKeys } from './draw-digits.ts';

/** Moments at which something may happen; beyond 30 s most flows have given up waiting. */
const WAITS_MS = [50, 300, 1_000, 3_000, 8_000, 31_000, 65_000];
const NOT_ANSWERED_MS = 35_000;
const WORDS = ['yes', 'no', 'hello?', 'I would like to speak to somebody'];

type Choice = readonly [weight: number, step: () => Step];

/** How people are: the patient ones get far into a flow, the others do anything at any moment. */
export type Mood = 'patient' | 'restless';

/** What to let pass after `last` before the next act: nothing, a while, or all until people are wanted. */
export function drawPass(view: CallView, last: Step | undefined, mood: Mood, chance: Chance): Step | undefined {
  const armed = last?.type === 'press' && last.call === view.index ? view.leg(last.by)?.listensFor : undefined;
  // ReceiveDigits looks at what was pressed when nothing more comes.
  const quietMs = Number(armed?.Parameters.InBetweenDigitsDurationInMilliseconds ?? 0);
  if (quietMs > 0 && chance.happens(0.8)) return { type: 'wait', ms: quietMs + 1_000 };
  const restless = mood === 'restless' ? 4 : 1;
  return chance.weighted<() => Step | undefined>([
    [5 * restless, () => undefined],
    [70, () => ({ type: 'settle', call: view.index })],
    [5 * restless, () => ({ type: 'wait', ms: chance.pick(WAITS_MS) })],
  ])();
}

/** Something that people might do in this state of the call. */
export function drawAct(stage: Stage, view: CallView, flow: FlowUnderTest, mood: Mood, chance: Chance): Step {
  const fitting: Choice[] = [];
  const disturbing: Choice[] = fromOutside(stage, view.index, flow, chance);
  const a = stage.line(view, 'LEG-A')?.state;
  const b = stage.line(view, 'LEG-B')?.state;
  if (a === 'ringing') fitting.push(...ringing(view.index, 'LEG-A'));
  else if (a !== undefined) {
    fitting.push(...asAsked(view, flow, chance));
    disturbing.push(...unasked(view.index, flow, chance));
  }
  if (b === 'ringing') fitting.push(...ringing(view.index, 'LEG-B'));
  else if (b === 'connected') disturbing.push(...atTheFarEnd(view.index, chance));
  for (const by of ['LEG-A', 'LEG-B'] as const) {
    if (stage.inMeeting(view, by)) disturbing.push([10, () => ({ type: 'hangup', call: view.index, by })]);
  }
  const restless = mood === 'restless' || fitting.length === 0;
  return chance.weighted([
    ...fitting,
    ...disturbing.map(([weight, step]) => [restless ? weight : weight / 8, step] as const),
  ])();
}

function ringing(call: number, by: ParticipantTag): Choice[] {
  const does = (type: 'answer' | 'voicemail' | 'busy' | 'reject') => (): Act => ({ type, call, by });
  return [
    [60, does('answer')],
    [4, does('voicemail')],
    [8, does('busy')],
    [8, does('reject')],
    [8, () => ({ type: 'wait', ms: NOT_ANSWERED_MS })],
  ];
}

/** Digits where digits are wanted, words where words are. */
function asAsked(view: CallView, flow: FlowUnderTest, chance: Chance): Choice[] {
  const call = view.index;
  const by = 'LEG-A';
  const press = (keys: () => string) => (): Act => ({ type: 'press', call, by, keys: keys() });
  const known = flow.keys ?? [];
  const { running } = view;
  const choices: Choice[] = [];
  if (running && collects(view)) {
    choices.push([55, press(() => plausibleKeys(running.action, known, chance))]);
    choices.push([8, press(() => anyKeys(chance))]);
  }
  if (listens(view)) {
    choices.push([40, () => ({ type: 'say', call, by, text: chance.pick(flow.words ?? WORDS) })]);
    choices.push([10, press(() => anyKeys(chance))]);
  }
  const armed = view.leg('LEG-A')?.listensFor;
  if (armed) choices.push([15, press(() => plausibleKeys(armed, known, chance))]);
  return choices;
}

function unasked(call: number, flow: FlowUnderTest, chance: Chance): Choice[] {
  const by = 'LEG-A';
  return [
    [10, () => ({ type: 'hangup', call, by })],
    [4, () => ({ type: 'press', call, by, keys: anyKeys(chance) })],
    [2, () => ({ type: 'say', call, by, text: chance.pick(flow.words ?? WORDS) })],
  ];
}

function atTheFarEnd(call: number, chance: Chance): Choice[] {
  const by = 'LEG-B';
  return [
    [15, () => ({ type: 'hangup', call, by })],
    [5, () => ({ type: 'press', call, by, keys: anyKeys(chance) })],
    [2, () => ({ type: 'say', call, by, text: chance.pick(WORDS) })],
  ];
}

function fromOutside(stage: Stage, call: number, flow: FlowUnderTest, chance: Chance): Choice[] {
  const { updates = [] } = flow;
  const moves = Object.keys(stage.world.moves ?? {});
  const choices: Choice[] = [[6, () => ({ type: 'wait', ms: chance.pick(WAITS_MS) })]];
  if (updates.length > 0) choices.push([12, () => ({ type: 'update', call, args: chance.pick(updates) })]);
  if (moves.length > 0) choices.push([8, () => ({ type: 'move', call, name: chance.pick(moves) })]);
  return choices;
}
