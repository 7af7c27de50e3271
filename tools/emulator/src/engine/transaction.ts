import type { SmaEvent } from '@patchbay/sma';
import type { Timer } from '../clock/clock.ts';
import type { DiagnosticCode } from '../trace/diagnostics.ts';
import { diagnostics } from '../trace/diagnostics.ts';
import type { InvocationEntry, TraceDetail } from '../trace/entry.ts';
import { ActionList } from './action-list.ts';
import { adviseOnAnswer } from './advice.ts';
import { type Answer, isInvalid, readAnswer } from './answer.ts';
import { Delivery, type DeliveryResult } from './delivery.ts';
import { buildEvent, type Pending } from './event.ts';
import type { EngineContext } from './context.ts';
import { IdleWatch } from './idle-watch.ts';
import { type Leg, isConnected } from './leg.ts';
import { endLeg } from './leg-end.ts';
import type { Application, RouteTarget } from './ports.ts';

/** The service ends a call that has used this many invocations. */
export const MAX_INVOCATIONS = 1_000;

export interface TransactionOptions {
  transactionId: string;
  application: Application;
  sipRuleId?: string;
  /** Where else an inbound call may go when its first invocation fails. */
  fallbacks?: readonly RouteTarget[];
}

/**
 * One call: its legs, what the function stored, and the strict order of its events. Whatever happens in the call
 * becomes a pending event; one is delivered at a time, and no new action starts while the function is being asked.
 */
export class Transaction {
  readonly context: EngineContext;
  readonly transactionId: string;
  readonly list: ActionList;
  legs: Leg[] = [];
  closed = false;
  #application: Application;
  #sipRuleId: string | undefined;
  #fallbacks: readonly RouteTarget[];
  #attributes: Readonly<Record<string, unknown>> | undefined;
  #sequence = 0;
  #asking: Pending | undefined;
  #outbox: Pending[] = [];
  #holding = 0;
  #lastWasInvalid = false;
  #idle: IdleWatch;
  #maxDuration: Timer | undefined;
  #endReason = 'all legs ended';

  constructor(context: EngineContext, options: TransactionOptions) {
    this.context = context;
    this.transactionId = options.transactionId;
    this.#application = options.application;
    this.#sipRuleId = options.sipRuleId;
    this.#fallbacks = options.fallbacks ?? [];
    this.list = new ActionList(this);
    this.#idle = new IdleWatch(this);
    const { maxCallSeconds } = context.switches;
    if (maxCallSeconds > 0) {
      this.#maxDuration = context.ports.clock.after(maxCallSeconds * 1_000, () => this.endAll(480, 'maximum duration'));
    }
  }

  get application(): Application {
    return this.#application;
  }

  get attributes(): Readonly<Record<string, unknown>> | undefined {
    return this.#attributes;
  }

  get legA(): Leg | undefined {
    return this.legs.find((leg) => leg.tag === 'LEG-A');
  }

  get legB(): Leg | undefined {
    return this.legs.find((leg) => leg.tag === 'LEG-B');
  }

  get alive(): boolean {
    return this.legs.some((leg) => leg.status !== 'Disconnected');
  }

  /** Whether the function is being asked, or about to be, so that no new action may start. */
  get waitsForAnswer(): boolean {
    return (this.#asking !== undefined && gates(this.#asking)) || this.#outbox.some(gates);
  }

  get isQuiet(): boolean {
    return this.#asking === undefined && this.#outbox.length === 0;
  }

  /** Puts an event in line. */
  send(pending: Pending): void {
    if (this.closed) return;
    this.#idle.stop();
    this.#outbox.push(pending);
    this.proceed();
  }

  /** Lets several things happen at once, before the first event of them goes out. */
  together(act: () => void): void {
    this.#holding++;
    act();
    this.#holding--;
    this.proceed();
  }

  /** Does whatever comes next: the next event, the next action, or the end of the call. */
  proceed(): void {
    if (this.closed || this.#holding > 0) return;
    if (!this.#asking && this.#outbox.length > 0) {
      this.#ask(this.#outbox.shift()!);
      return;
    }
    this.list.pump();
    if (!this.isQuiet) return;
    if (!this.alive) this.#close();
    else if (this.list.isEmpty) this.#idle.start();
  }

  trace(detail: TraceDetail): void {
    const { clock, trace } = this.context.ports;
    trace.record({ at: clock.now(), transactionId: this.transactionId, ...detail });
  }

  diagnose(code: DiagnosticCode, message: string, leg?: Leg): void {
    this.trace({
      type: 'diagnostic',
      code,
      level: diagnostics[code].level,
      message,
      sequence: this.#sequence,
      ...(leg && { callId: leg.callId }),
    });
  }

  /** Ends every leg that is left, as the service does when it can't go on. */
  endAll(sipCode: number, reason: string): void {
    this.#endReason = reason;
    this.together(() => {
      for (const leg of this.legs) endLeg(this, leg, sipCode, 'service');
    });
  }

  #ask(pending: Pending): void {
    if (isStale(pending) && !this.alive) {
      this.diagnose('update-dropped', `${pending.type} came after the call had ended and was not delivered.`);
      this.proceed();
      return;
    }
    if (this.#sequence >= MAX_INVOCATIONS) {
      this.diagnose('invocation-limit', `The call used ${MAX_INVOCATIONS} invocations; the service ended it.`);
      this.#giveUp('invocation limit');
      return;
    }
    this.#asking = pending;
    this.#sequence++;
    this.#deliver(pending, this.#event(pending));
  }

  #event(pending: Pending): SmaEvent {
    return buildEvent(
      pending,
      {
        sequence: this.#sequence,
        transactionId: this.transactionId,
        accountId: this.context.ports.directory.accountId,
        region: this.#application.region,
        sipRuleId: this.#sipRuleId,
        sipMediaApplicationId: this.#application.sipMediaApplicationId,
        attributes: this.#attributes,
        legs: this.legs,
      },
      this.context.switches,
    );
  }

  #deliver(pending: Pending, event: SmaEvent): void {
    const { ports, switches } = this.context;
    new Delivery(ports, switches, this.#application.functionArn, event, {
      attempted: (entry) => this.#attempted(entry),
      slow: (attempt) =>
        this.diagnose('response-slow', `No answer to ${pending.type} in 5 s: invoked again (attempt ${attempt + 1}).`),
      done: (result) => {
        this.#asking = undefined;
        this.#answered(pending, event, result);
        this.proceed();
      },
    }).start();
  }

  #attempted(entry: InvocationEntry): void {
    if (entry.ignored) {
      this.diagnose('duplicate-delivery', 'An attempt that was too slow has worked too: its answer was not used.');
    }
    this.trace(entry);
  }

  #answered(pending: Pending, event: SmaEvent, result: DeliveryResult): void {
    if (result.kind === 'exhausted') {
      this.#notAnswered(pending, event, result);
      return;
    }
    const { entry } = result;
    const response = parse(result.payload);
    entry.response = response.value;
    const answer = readAnswer(response.value, result.payload.trim() === '', this.context.switches);
    if (isInvalid(answer)) {
      entry.outcome = 'invalid';
      entry.error = `${answer.errorType}: ${answer.errorMessage}`;
      this.trace(entry);
      this.#invalid(answer.code, answer, pending);
      return;
    }
    this.trace(entry);
    this.#lastWasInvalid = false;
    adviseOnAnswer(this, pending, answer);
    if (answer.attributes) {
      this.#attributes = answer.attributes;
      this.trace({ type: 'attributes', attributes: answer.attributes });
    }
    this.#apply(pending, answer);
  }

  #apply(pending: Pending, answer: Answer): void {
    const { actions } = answer;
    switch (pending.type) {
      case 'NEW_OUTBOUND_CALL':
        this.context.dial(this);
        return;
      case 'RINGING':
      case 'ACTION_INTERRUPTED':
        return;
      case 'CALL_ANSWERED':
        this.list.append(actions, pending.leg);
        return;
      case 'CALL_UPDATE_REQUESTED':
        if (actions.length > 0) this.list.interruptWith(actions, pending.leg, 'tell');
        return;
      case 'DIGITS_RECEIVED':
        if (actions.length === 0) return;
        if (this.context.switches.digitsInterrupt) this.list.interruptWith(actions, pending.leg, 'silent');
        else this.list.replace(actions, pending.leg);
        return;
      case 'HANGUP':
        if (actions.length > 0 && this.alive) this.list.interruptWith(actions, this.legs.find(isConnected), 'silent');
        return;
      case 'INVALID_LAMBDA_RESPONSE':
        this.list.interruptWith(actions, pending.leg, 'silent');
        return;
      case 'NEW_INBOUND_CALL':
      case 'ACTION_SUCCESSFUL':
      case 'ACTION_FAILED':
        if (actions.length > 0 && this.alive) this.list.replace(actions, pending.leg);
    }
  }

  #invalid(code: DiagnosticCode, error: { errorType: string; errorMessage: string }, pending: Pending): void {
    this.diagnose(code, `Answer to ${pending.type}: ${error.errorType}: ${error.errorMessage}`);
    if (!this.alive) return;
    if (this.#lastWasInvalid || this.context.switches.invalidResponsePolicy === 'hangup') {
      this.diagnose('second-invalid-response', 'The service hung up: it does not ask again after an invalid answer.');
      this.#giveUp('invalid response');
      return;
    }
    this.#lastWasInvalid = true;
    this.list.clear();
    this.#outbox.unshift({
      type: 'INVALID_LAMBDA_RESPONSE',
      error: { errorType: error.errorType, errorMessage: error.errorMessage },
      ...(pending.leg && { leg: pending.leg }),
    });
  }

  #notAnswered(pending: Pending, event: SmaEvent, result: DeliveryResult & { kind: 'exhausted' }): void {
    if (result.cause === 'timed-out') {
      this.trace({
        type: 'invocation',
        event,
        attempt: 0,
        response: undefined,
        outcome: 'timed-out',
        durationMs: 20_000,
      });
    }
    this.diagnose(FAILURES[result.cause], `${pending.type} could not be delivered: ${result.message}`);
    const fallback = pending.type === 'NEW_INBOUND_CALL' ? this.#fallbacks[0] : undefined;
    if (fallback) {
      this.#fallbacks = this.#fallbacks.slice(1);
      this.#application = fallback.application;
      this.#sequence = 0;
      this.#outbox.unshift(pending);
      return;
    }
    this.#giveUp(result.message);
  }

  /** The function can't be used any more: 480 to everybody. */
  #giveUp(reason: string): void {
    this.list.clear();
    this.#outbox = [];
    const told =
      this.context.switches.hangupEventAfterFailure && this.#sequence < MAX_INVOCATIONS && this.#sequence > 1;
    // A closed call sends nothing more.
    this.closed = !told;
    this.endAll(480, reason);
    if (!told) this.#forget();
  }

  #close(): void {
    this.closed = true;
    this.#forget();
  }

  #forget(): void {
    this.#idle.stop();
    this.#maxDuration?.cancel();
    this.trace({ type: 'call-ended', reason: this.#endReason });
    this.context.closed(this);
  }
}

const FAILURES = {
  'timed-out': 'response-too-late',
  failed: 'function-error',
  throttled: 'function-throttled',
  'access-denied': 'function-access-denied',
  'not-found': 'function-not-found',
  'too-large': 'response-too-large',
  unreachable: 'function-unreachable',
} as const satisfies Record<(DeliveryResult & { kind: 'exhausted' })['cause'], DiagnosticCode>;

/** An interruption is only told; everything else is asked, and actions wait for the answer. */
function gates(pending: Pending): boolean {
  return pending.type !== 'ACTION_INTERRUPTED';
}

/** Asks for what to do with a call, which is no question any more once it has ended. */
function isStale(pending: Pending): boolean {
  return pending.type === 'CALL_UPDATE_REQUESTED' || pending.type === 'DIGITS_RECEIVED';
}

function parse(payload: string): { value: unknown } {
  try {
    return { value: JSON.parse(payload) as unknown };
  } catch {
    return { value: payload };
  }
}
