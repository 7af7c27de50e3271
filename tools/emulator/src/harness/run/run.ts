import type { ParticipantTag } from '@patchbay/sma';
import { VirtualClock } from '../../clock/virtual.ts';
import type { Ids } from '../../engine/ports.ts';
import { seededIds } from '../../ids/seeded.ts';
import type { FlowUnderTest } from '../flow-under-test.ts';
import type { History, Step } from '../history.ts';
import { act } from './act.ts';
import type { CallView } from './call-view.ts';
import { settled } from './settled.ts';
import type { Source } from './source.ts';
import { Stage } from './stage.ts';

export const DEFAULT_GRACE_MS = 30_000;
/** How long people wait for one another. */
const SETTLE_MS = 60_000;
/** A flow may go on with the leg that is left; after this, everybody hangs up. */
const PATIENCE_MS = 600_000;
/** Attempts that were too slow come back after this at the latest, and have worked then. */
const LATE_MS = 25_000;
/** Whoever is called while everybody hangs up is hung up in the next round. */
const ROUNDS = 3;

export interface RunOptions {
  /** How long a leg may be connected to nobody, with nothing left to do. Default 30 s. */
  graceMs?: number;
  /** Identifiers for a history's seed. Default: the same seed, the same identifiers. */
  ids?: (seed: number) => Ids;
}

/** A step that was done, and when: milliseconds of call time since the history began. */
export interface Done {
  step: Step;
  from: number;
  to: number;
  /** False when nobody was there to do it. */
  happened: boolean;
  /** How many entries the call's trace had. */
  seen: number;
  /** What ran on the call just before. */
  during: CallView['running'];
  /** The function had been asked, and had not answered. */
  asking: boolean;
}

/** What came of one history. */
export interface Run extends Pick<Stage, 'views' | 'deliveries' | 'silences' | 'world'> {
  readonly flow: FlowUnderTest;
  readonly history: History;
  readonly done: readonly Done[];
  /** When it began, milliseconds since the epoch. */
  readonly beganAt: number;
  /** Empty when nothing was left behind, or nobody could have cleaned up. */
  readonly leftovers: readonly string[];
}

/** Runs a history from its first step until all calls have ended. */
export async function run(
  flow: FlowUnderTest,
  source: Source,
  { graceMs = DEFAULT_GRACE_MS, ids: idsOf = seededIds }: RunOptions = {},
): Promise<Run> {
  const clock = new VirtualClock();
  const ids = idsOf(source.history.seed);
  const opened: { stage?: Stage } = {};
  const stageOf = (): Stage => {
    if (!opened.stage) throw new TypeError(`${flow.name}: a world can call nobody before its first event.`);
    return opened.stage;
  };
  const world = await flow.open({
    clock,
    ids,
    createCall: (call) => stageOf().create(call),
    updateCall: (transactionId, args) => stageOf().update(transactionId, args),
    browser: (joinToken) => stageOf().browser(joinToken),
  });
  const stage = (opened.stage = new Stage({ flow, source, world, clock, ids, graceMs }));
  const beganAt = clock.now();
  const done: Done[] = [];
  try {
    for (let step = source.next(stage); step; step = source.next(stage)) await perform(stage, step, done, beganAt);
    await end(stage, source, done, beganAt, graceMs);
    const { views, deliveries, silences } = stage;
    const leftovers = canCleanUp(stage) ? ((await world.leftovers?.()) ?? []) : [];
    return { flow, history: source.history, views, deliveries, silences, world, done, beganAt, leftovers };
  } finally {
    await world.close?.();
  }
}

async function perform(stage: Stage, step: Step, done: Done[], beganAt: number): Promise<void> {
  const { clock } = stage;
  const view = 'call' in step ? stage.views[step.call] : undefined;
  const from = clock.now() - beganAt;
  const context = { seen: view?.entries.length ?? 0, during: view?.running, asking: view?.asking !== undefined };
  let happened = true;
  switch (step.type) {
    case 'start': {
      const begun = stage.start(step.call);
      if (begun) await begun;
      break;
    }
    case 'wait':
      await clock.pass(step.ms);
      break;
    case 'settle':
      // All that is due has happened before and after, so that other calls see nothing but time in it.
      await clock.pass(0);
      await clock.passUntil(() => view === undefined || settled(stage, view), SETTLE_MS);
      await clock.pass(0);
      break;
    default:
      happened = view !== undefined && act(stage, view, step);
  }
  done.push({ step, from, to: clock.now() - beganAt, happened, ...context });
}

/** One side of every call hangs up; what the flow does with the other one is given time; then all hang up. */
async function end(stage: Stage, source: Source, done: Done[], beganAt: number, graceMs: number): Promise<void> {
  const { clock } = stage;
  const hangUp = async (view: CallView, by: ParticipantTag): Promise<void> => {
    if (stage.isThere(view, by)) await perform(stage, { type: 'hangup', call: view.index, by }, done, beganAt);
  };
  await clock.pass(0);
  for (const view of stage.started) {
    const ends = source.history.calls[view.index]?.ends ?? 'LEG-A';
    await hangUp(view, stage.isThere(view, ends) ? ends : 'LEG-A');
  }
  await clock.passUntil(() => stage.allEnded, PATIENCE_MS);
  for (let round = 0; round < ROUNDS && !stage.allEnded; round++) {
    for (const view of stage.started) {
      await hangUp(view, 'LEG-A');
      await hangUp(view, 'LEG-B');
    }
    await clock.passUntil(() => stage.allEnded, graceMs + SETTLE_MS);
  }
  await clock.pass(LATE_MS);
}

/** A call whose last HANGUP never reached the function gave it no chance to clean up. */
function canCleanUp({ started, deliveries }: Stage): boolean {
  return started.every(({ transactionId, ended, hangup }) => {
    const told = deliveries.some(
      ({ transactionId: id, sequence, last, outcome }) =>
        id === transactionId && sequence === hangup && last && outcome.kind === 'returned',
    );
    return ended && told;
  });
}
