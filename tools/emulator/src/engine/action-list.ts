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
  /** The running action belongs to a list that has been replaced. */
  #outlivesItsList = false;
  /** What waits until the running action has reported. */
  #whenOver: (() => void) | undefined;

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
    this.#outlivesItsList = this.#running !== undefined;
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
    if (!run?.definition.interruptible) return;
    run.stop();
    run.trace('interrupted');
    this.#runIsOver();
    if (how === 'tell') {
      this.#transaction.send({ type: 'ACTION_INTERRUPTED', actionData: run.echo(), leg: run.leg });
    }
  }

  /** Nothing waits any more; the running action is stopped without a word. */
  clear(): void {
    this.replace([], undefined);
    this.#running?.stop();
    this.#runIsOver();
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

  /**
   * Legs have ended: what waits for them is dropped, what runs on one of them reports as the open point U11 says.
   * `then` is called as soon as it has.
   */
  legsEnded(ended: readonly Leg[], then: () => void): void {
    const { alive } = this.#transaction;
    const isLost = (leg: Leg | undefined) => !alive || (leg !== undefined && ended.includes(leg));
    const lost = this.#queue.filter((action) => isLost(this.#legOf(action)));
    this.#queue = this.#queue.filter((action) => !lost.includes(action));
    for (const action of lost) this.#drop(action, 'its leg has ended');
    const run = this.#running;
    if (!run || !ended.includes(run.leg)) {
      then();
      return;
    }
    this.#whenOver = then;
    const { onHangup } = run.definition;
    const race = onHangup === 'nothing' ? 'hangup-only' : this.#transaction.openPoint('hangupRace');
    const outcome = race === 'hangup-only' ? 'nothing' : onHangup;
    if (outcome !== 'nothing') {
      this.#transaction.diagnose('hangup-race', `${run.action.Type} was running when its leg ended.`, run.leg);
    }
    if (outcome === 'success' && race === 'by-action') {
      // What was recorded is stored first; it may be on its way already.
      run.conclude?.();
    } else if (outcome === 'nothing') {
      run.stop();
      run.trace('dropped', 'its leg has ended');
      this.#runIsOver();
    } else {
      run.fail('SystemException', 'System error while running action.');
    }
  }

  /** Called by a run that is over. */
  finished(run: Run, failure?: { reason: string }): void {
    if (this.#running !== run) return;
    const replaced = this.#outlivesItsList;
    const whenOver = this.#whenOver;
    this.#whenOver = undefined;
    this.#runIsOver();
    const silenced = replaced && this.#transaction.openPoint('updateRace') === 'drop-event';
    if (failure) {
      run.trace('failed', failure.reason);
      if (!replaced) this.replace([], undefined);
      if (!silenced) this.#transaction.send({ type: 'ACTION_FAILED', actionData: run.echo(), leg: run.leg });
    } else {
      run.trace('succeeded');
      const reports = this.#queue.length === 0 || run.definition.reports(this.#transaction);
      if (reports && !run.silent && !silenced) {
        this.#transaction.send({ type: 'ACTION_SUCCESSFUL', actionData: run.echo(), leg: run.leg });
      }
    }
    whenOver?.();
    this.#transaction.proceed();
  }

  #runIsOver(): void {
    const then = this.#whenOver;
    this.#running = undefined;
    this.#outlivesItsList = false;
    this.#whenOver = undefined;
    then?.();
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
    run.legUnknown = leg === undefined;
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
