import type { Action, ActionParams, ActionType, SmaErrorType } from '@patchbay/sma';
import type { Leg } from '../leg.ts';
import type { Ports, Sound } from '../ports.ts';
import { badLeg } from '../select-leg.ts';
import type { Transaction } from '../transaction.ts';
import type { ActionDefinition } from './definition.ts';
import { echoParameters } from './echo.ts';

/** Whether ACTION_INTERRUPTED tells of an interruption. */
export type Interruption = 'tell' | 'silent';

type Result = Readonly<Record<string, unknown>>;

/** One action while it runs. Whatever it waits for ends with it, whichever way it ends. */
export class Run<T extends ActionType = ActionType> {
  readonly transaction: Transaction;
  readonly action: Action;
  readonly definition: ActionDefinition;
  readonly leg: Leg;
  /** Takes a digit from the leg; true uses it up. */
  onDigit: ((digit: string) => boolean) | undefined;
  /** Ends the action with what it has, when its leg hangs up. */
  conclude: (() => void) | undefined;
  /** Its success is not told by ACTION_SUCCESSFUL. */
  silent = false;
  /** It names a leg that is none of the call's, so that it can only fail. */
  legUnknown = false;
  #cleanups: (() => void)[] = [];
  #over = false;
  #result: Result = {};
  #finished: (failure?: { reason: string }) => void;

  constructor(
    transaction: Transaction,
    action: Action,
    definition: ActionDefinition,
    leg: Leg,
    finished: (failure?: { reason: string }) => void,
  ) {
    this.transaction = transaction;
    this.action = action;
    this.definition = definition;
    this.leg = leg;
    this.#finished = finished;
  }

  get parameters(): ActionParams[T] {
    return (this.action.Parameters ?? {}) as ActionParams[T];
  }

  get ports(): Ports {
    return this.transaction.context.ports;
  }

  get over(): boolean {
    return this.#over;
  }

  start(): void {
    if (this.definition.answers) this.transaction.context.answer(this.transaction);
    this.definition.start(this);
  }

  succeed(result: Result = {}): void {
    this.#finish(result);
  }

  fail(errorType: SmaErrorType, errorMessage: string, more: Result = {}): void {
    const result = { ErrorType: errorType, ErrorMessage: errorMessage, ...this.definition.failureResult, ...more };
    this.#finish(result, `${errorType}: ${errorMessage}`);
  }

  /** The leg is none that the action can be for. */
  failLeg(): void {
    this.fail('InvalidActionParameter', badLeg(this.action.Type).errorMessage);
  }

  /** Some failures are told by one combined string (spec 3.6). */
  failCombined(error: string): void {
    this.#finish({ Error: error }, error);
  }

  /** Ends the action without a result. */
  stop(): void {
    this.#over = true;
    for (const cleanUp of this.#cleanups.splice(0)) cleanUp();
  }

  /** Undone when the action ends. */
  until(cleanUp: () => void): void {
    this.#cleanups.push(cleanUp);
  }

  wait(ms: number, then: () => void): { cancel(): void } {
    const timer = this.ports.clock.after(ms, () => {
      if (!this.#over) then();
    });
    this.until(() => timer.cancel());
    return timer;
  }

  /** Before anything is done in a meeting, time may pass: the caller may hang up, or somebody may ask for something else. */
  reachMeeting(then: () => void): void {
    const { meetingMs } = this.transaction.context.switches;
    if (meetingMs === 0) then();
    else this.wait(meetingMs, then);
  }

  play(sound: Sound, then: () => void): { stop(): void } {
    const playing = this.ports.media.play(this.leg.callId, sound, () => {
      if (!this.#over) then();
    });
    this.until(() => playing.stop());
    return playing;
  }

  /** Something outside answers in real time: call time stands still meanwhile, and a late answer finds the action over. */
  ask<R>(question: Promise<R>, then: (answer: R) => void): void {
    const release = this.ports.clock.hold();
    void question
      .then(
        (answer) => {
          if (!this.#over) then(answer);
        },
        () => {
          if (!this.#over) this.fail('SystemException', 'System error while running action.');
        },
      )
      .finally(release);
  }

  /** ActionData as the service sends it: result first, then the action. */
  echo(): Record<string, unknown> {
    const { Type } = this.action;
    return {
      ...this.#result,
      Type,
      Parameters: echoParameters(this.action, this.#callId, this.transaction.context.switches),
    };
  }

  trace(phase: 'started' | 'succeeded' | 'failed' | 'interrupted' | 'dropped', reason?: string): void {
    this.transaction.trace({
      type: 'action',
      phase,
      action: this.action,
      callId: this.#callId,
      ...(reason !== undefined && { reason }),
    });
  }

  get #callId(): string | undefined {
    return this.legUnknown ? undefined : this.leg.callId;
  }

  #finish(result: Result, failure?: string): void {
    if (this.#over) return;
    this.stop();
    this.#result = result;
    this.#finished(failure === undefined ? undefined : { reason: failure });
  }
}
