import type { Action } from '@patchbay/sma';
import { actions as definitions } from './actions/index.ts';
import { type Interruption, Run } from './actions/run.ts';
import { checkParameters } from './actions/parameters.ts';
import { selectLeg } from './select-leg.ts';
import type { Leg } from './leg.ts';
import type { Transaction } from './transaction.ts';

/** The actions that a call still has to do: one runs, the others wait (spec 5.1). */
export class ActionList {
  readonly #transaction: Transaction;
  #queue: Action[] = [];
  /** The leg that an action without a selector means. */
  #defaultLeg: Leg | undefined;
  #running: Run | undefined;
  /** The list was replaced while an action that can't be interrupted was running. */
  #replacedWhileRunning = false;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  get isEmpty(): boolean {
    return this.#running === undefined && this.#queue.length === 0;
  }

  get running(): Run | undefined {
    return this.#running;
  }

  /** The list is what was returned now; what waited before is dropped. The running action goes on. */
  replace(actions: readonly Action[], defaultLeg: Leg | undefined): void {
    for (const dropped of this.#queue) this.#drop(dropped, 'replaced by a new list');
    this.#queue = [...actions];
    this.#defaultLeg = defaultLeg;
  }

  /** What was returned before the call was answered comes first. */
  append(actions: readonly Action[], defaultLeg: Leg | undefined): void {
    this.#queue.push(...actions);
    this.#defaultLeg = defaultLeg;
  }

  /** Replaces the list and stops the running action if it is of a kind that can be stopped. */
  interruptWith(actions: readonly Action[], defaultLeg: Leg | undefined, how: Interruption): void {
    const run = this.#running;
    this.replace(actions, defaultLeg);
    if (!run) return;
    if (!run.definition.interruptible) {
      this.#replacedWhileRunning = true;
      return;
    }
    this.#running = undefined;
    run.stop();
    run.trace('interrupted');
    if (how === 'tell') {
      this.#transaction.send({ type: 'ACTION_INTERRUPTED', actionData: run.echo(), leg: run.leg });
    }
  }

  /** Nothing waits any more; the running action is stopped without a word. */
  clear(): void {
    this.replace([], undefined);
    this.#running?.stop();
    this.#running = undefined;
  }

  /** Starts the next action, if it may start. */
  pump(): void {
    while (!this.#running && this.#queue.length > 0 && this.#mayStart()) this.#start(this.#queue.shift()!);
  }

  /** A digit from a leg: true when the running action used it up. */
  digit(leg: Leg, digit: string): boolean {
    const run = this.#running;
    return run?.leg === leg && run.onDigit?.(digit) === true;
  }

  /** A leg has ended: what waits for it is dropped, what runs on it reports as the open point U11 says. */
  legEnded(leg: Leg): void {
    const { alive } = this.#transaction;
    const lost = this.#queue.filter((action) => !alive || this.#legOf(action) === leg);
    this.#queue = this.#queue.filter((action) => !lost.includes(action));
    for (const action of lost) this.#drop(action, `${leg.tag} has ended`);
    const run = this.#running;
    if (run?.leg !== leg) return;
    const race = this.#transaction.context.switches.hangupRace;
    const outcome = race === 'hangup-only' ? 'nothing' : run.definition.onHangup;
    if (outcome === 'success' && race === 'by-action' && run.conclude) {
      run.conclude();
    } else if (outcome === 'nothing') {
      this.#running = undefined;
      run.stop();
      run.trace('dropped', `${leg.tag} has ended`);
    } else {
      run.fail('SystemException', 'System error while running action.');
    }
  }

  /** Called by a run that is over. */
  finished(run: Run, failure?: { reason: string }): void {
    if (this.#running !== run) return;
    this.#running = undefined;
    const replaced = this.#replacedWhileRunning;
    this.#replacedWhileRunning = false;
    const silenced = replaced && this.#transaction.context.switches.updateRace === 'drop-event';
    if (failure) {
      run.trace('failed', failure.reason);
      if (!replaced) this.replace([], undefined);
      if (!silenced) this.#transaction.send({ type: 'ACTION_FAILED', actionData: run.echo(), leg: run.leg });
    } else {
      run.trace('succeeded');
      const reports = run.definition.reports(this.#transaction.context.switches) || this.#queue.length === 0;
      if (reports && !run.silent && !silenced) {
        this.#transaction.send({ type: 'ACTION_SUCCESSFUL', actionData: run.echo(), leg: run.leg });
      }
    }
    this.#transaction.proceed();
  }

  /** An API-created call that still rings takes no action before it is answered (spec 3.4). */
  #mayStart(): boolean {
    const { legA, mayAct } = this.#transaction;
    const ringsOut = legA?.direction === 'Outbound' && legA.status === undefined;
    return mayAct && !ringsOut;
  }

  #start(action: Action): void {
    const definition = definitions[action.Type];
    const { leg, problem } = selectLeg(this.#transaction, action, definition, this.#defaultLeg);
    const run = new Run(this.#transaction, action, definition, leg ?? this.#transaction.legs[0]!, (failure) =>
      this.finished(run, failure),
    );
    this.#running = run;
    run.trace('started');
    const injected = this.#transaction.context.failAction?.(action.Type, this.#transaction.transactionId);
    const failure = problem ?? checkParameters(this.#transaction, action) ?? injected;
    if (failure) {
      run.fail(failure.errorType, failure.errorMessage);
      return;
    }
    run.start();
  }

  #legOf(action: Action): Leg | undefined {
    return selectLeg(this.#transaction, action, definitions[action.Type], this.#defaultLeg, 'ended too').leg;
  }

  #drop(action: Action, reason: string): void {
    this.#transaction.trace({ type: 'action', phase: 'dropped', action, callId: undefined, reason });
  }
}
