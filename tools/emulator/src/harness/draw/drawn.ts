import type { ActionType } from '@patchbay/sma';
import type { ActionFailure } from '../../engine/context.ts';
import type { InvokeRequest } from '../../engine/ports.ts';
import type { ActionFault } from '../../faults/action-fault.ts';
import type { Fault, FaultEffect, FaultPlan } from '../../faults/fault.ts';
import { listed } from '../../faults/plans.ts';
import { seededIds } from '../../ids/seeded.ts';
import type { FlowUnderTest } from '../flow-under-test.ts';
import type { CallPlan, History, Step } from '../history.ts';
import type { Source } from '../run/source.ts';
import type { Stage } from '../run/stage.ts';
import { Chance } from './chance.ts';
import { drawFailure, drawFault } from './draw-faults.ts';
import { drawAct, drawPass, type Mood } from './draw-step.ts';
import { drawStarts } from './draw-starts.ts';
import { drawSwitches } from './draw-switches.ts';

/** So many histories run without trouble, with some, and with a lot. */
const RATES = [
  [50, 0],
  [30, 0.08],
  [20, 0.3],
] as const;
/** An action fails now and then, not every time that it is tried. */
const MAX_FAILURES = 2;
const MAX_ACTS = 10;
/** Keeps the choices apart from the identifiers, which come from the seed itself. */
const CHOICES = 0x5bd1e995;
/** Of their own, so that one more of them changes nothing else. */
const SWITCHES = 0x5_1c4e5;

interface Growing extends CallPlan {
  readonly faults: Fault[];
  readonly failures: ActionFault[];
}

/** A history that is drawn while it runs, so that what people do fits what they hear. Recorded as it goes. */
export class Drawn implements Source {
  readonly history: History & { readonly steps: Step[]; readonly calls: readonly Growing[] };
  readonly #flow: FlowUnderTest;
  readonly #chance: Chance;
  readonly #faultRate: number;
  readonly #failureRate: number;
  /** What goes wrong with an event, by call and sequence. */
  readonly #plans = new Map<string, FaultPlan>();
  readonly #started = new Map<string, number>();
  readonly #mood: Mood;
  #actsLeft: number;
  #passed = true;

  constructor(flow: FlowUnderTest, seed: number) {
    const chance = new Chance(seededIds(seed ^ CHOICES).random);
    this.#flow = flow;
    this.#chance = chance;
    const starts = drawStarts(flow, chance);
    const calls = starts.map((start): Growing => {
      const ends = chance.happens(0.5) ? 'LEG-A' : 'LEG-B';
      return { start, faults: [], failures: [], ends };
    });
    this.history = { seed, switches: drawSwitches(new Chance(seededIds(seed ^ SWITCHES).random)), calls, steps: [] };
    this.#faultRate = chance.weighted(RATES);
    this.#failureRate = chance.weighted(RATES);
    this.#mood = chance.happens(0.5) ? 'patient' : 'restless';
    this.#actsLeft = chance.whole(0, MAX_ACTS) * calls.length;
  }

  fault(call: number, request: InvokeRequest): FaultEffect | undefined {
    const { Sequence: sequence } = request.event;
    const key = `${call} ${sequence}`;
    if (!this.#plans.has(key)) this.#plans.set(key, listed(this.#drawFaults(call, sequence)));
    return this.#plans.get(key)?.(request);
  }

  failure(call: number, type: ActionType): ActionFailure | undefined {
    const key = `${call} ${type}`;
    const nth = (this.#started.get(key) ?? 0) + 1;
    this.#started.set(key, nth);
    const failures = this.history.calls[call]?.failures;
    if (!failures || !this.#chance.happens(this.#failureRate)) return undefined;
    if (failures.filter(({ action }) => action === type).length >= MAX_FAILURES) return undefined;
    const failure = drawFailure(type, this.#chance);
    failures.push({ action: type, nth, ...failure });
    return failure;
  }

  next(stage: Stage): Step | undefined {
    const step = this.#draw(stage);
    if (step) this.history.steps.push(step);
    return step;
  }

  #drawFaults(call: number, sequence: number): Fault[] {
    const faults = this.history.calls[call]?.faults;
    if (!faults || !this.#chance.happens(this.#faultRate)) return [];
    const { does, attempts } = drawFault(this.#chance);
    const fault: Fault = { when: { sequence }, does, ...(attempts === 'first' && { times: 1 }) };
    faults.push(fault);
    return [fault];
  }

  #draw(stage: Stage): Step | undefined {
    const chance = this.#chance;
    const unstarted = this.history.calls.findIndex((_, index) => !stage.hasBegun(index));
    const live = stage.started.filter((view) => !view.ended);
    const over = live.length === 0 || this.#actsLeft <= 0;
    if (unstarted >= 0 && (over || chance.happens(0.4))) return { type: 'start', call: unstarted };
    if (over) return undefined;
    const view = chance.pick(live);
    if (!this.#passed) {
      this.#passed = true;
      const pass = drawPass(view, this.history.steps.at(-1), this.#mood, chance);
      if (pass) return pass;
    }
    this.#passed = false;
    this.#actsLeft--;
    return drawAct(stage, view, this.#flow, this.#mood, chance);
  }
}
