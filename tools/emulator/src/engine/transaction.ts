import type { Timer } from '../clock/clock.ts';
import { type DiagnosticCode, diagnostics } from '../trace/diagnostics.ts';
import type { TraceDetail } from '../trace/entry.ts';
import { ActionList } from './action-list.ts';
import type { Answer } from './answer.ts';
import type { EngineContext } from './context.ts';
import { Conversation, type ConversationOptions } from './conversation.ts';
import type { Pending } from './event.ts';
import { IdleWatch } from './idle-watch.ts';
import { type Leg, isConnected } from './leg.ts';
import { traceAudio } from './leg-audio.ts';
import { endLeg } from './leg-end.ts';
import type { Application } from './ports.ts';
import { openPoints, type SwitchName, type Switches } from './switches.ts';

/** The service ends a call for a fault of its own or the function's with this SIP code. */
const UNAVAILABLE = 480;

export interface TransactionOptions extends ConversationOptions {
  transactionId: string;
}

/** One call: its legs, what the function stored, what it is to do, and what it and the function say to each other. */
export class Transaction {
  readonly context: EngineContext;
  readonly transactionId: string;
  readonly list: ActionList;
  legs: Leg[] = [];
  #conversation: Conversation;
  #attributes: Readonly<Record<string, unknown>> | undefined;
  #closed = false;
  /** Things that happen at the same time are being put in line. */
  #together = 0;
  #idle: IdleWatch;
  #maxDuration: Timer | undefined;
  readonly #openPoints = new Set<SwitchName>();
  #endReason = 'all legs ended';

  constructor(context: EngineContext, options: TransactionOptions) {
    this.context = context;
    this.transactionId = options.transactionId;
    this.list = new ActionList(this);
    this.#conversation = new Conversation(this, options);
    this.#idle = new IdleWatch(this);
    const { maxCallSeconds } = context.switches;
    if (maxCallSeconds > 0) {
      const end = () => this.endAll(UNAVAILABLE, 'maximum duration');
      this.#maxDuration = context.ports.clock.after(maxCallSeconds * 1_000, end);
    }
  }

  get application(): Application {
    return this.#conversation.application;
  }

  /** What the function stored; undefined while there is nothing. */
  get attributes(): Readonly<Record<string, unknown>> | undefined {
    return this.#attributes;
  }

  get legA(): Leg | undefined {
    return this.legs.find((leg) => leg.tag === 'LEG-A');
  }

  get legB(): Leg | undefined {
    return this.legs.find((leg) => leg.tag === 'LEG-B');
  }

  /** Whether a leg is up or still rings. */
  get alive(): boolean {
    return this.legs.some((leg) => leg.status !== 'Disconnected');
  }

  /** Whether a new action may start: not while the function is asked what to do. */
  get mayAct(): boolean {
    return !this.#closed && !this.#conversation.waitsForAnswer;
  }

  /** Puts an event in line. */
  send(pending: Pending): void {
    if (this.#closed) return;
    this.#idle.stop();
    this.#conversation.add(pending);
    this.proceed();
  }

  /** Lets several things happen at once, before the first event of them goes out. */
  together(act: () => void): void {
    this.#together++;
    act();
    this.#together--;
    this.proceed();
  }

  /** Does whatever comes next: the next event, the next action, or the end of the call. */
  proceed(): void {
    if (this.#closed || this.#together > 0) return;
    traceAudio(this);
    if (this.#conversation.deliverNext()) return;
    this.list.pump();
    // An action may still report after its leg has ended.
    if (!this.#conversation.isQuiet || !this.list.isEmpty) return;
    if (this.alive) this.#idle.start();
    else this.#close();
  }

  /** Does what the function answered. */
  apply(pending: Pending, { actions, attributes }: Answer): void {
    if (attributes) {
      this.#attributes = attributes;
      this.trace({ type: 'attributes', attributes });
    }
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
      case 'INVALID_LAMBDA_RESPONSE':
        // The answer that was invalid may have been the one that lets the call go out.
        this.context.dial(this);
        this.list.interruptWith(actions, pending.leg, 'silent');
        return;
      default:
        if (actions.length > 0 && this.alive) this.#replaceList(pending, actions);
    }
  }

  trace(detail: TraceDetail): void {
    const { clock, trace } = this.context.ports;
    trace.record({ at: clock.now(), transactionId: this.transactionId, ...detail });
  }

  /** The value of an open point that the course of this call depends on now; said once a call. */
  openPoint<K extends SwitchName>(name: K): Switches[K] {
    const value = this.context.switches[name];
    if (!this.#openPoints.has(name)) {
      this.#openPoints.add(name);
      const { point, about } = openPoints[name];
      this.diagnose('open-point', `${point} ${name} (here ${String(value)}): ${about}`);
    }
    return value;
  }

  diagnose(code: DiagnosticCode, message: string, leg?: Leg): void {
    this.trace({
      type: 'diagnostic',
      code,
      level: diagnostics[code].level,
      message,
      sequence: this.#conversation.sequence,
      ...(leg && { callId: leg.callId }),
    });
  }

  /** Ends every leg that is left. */
  endAll(sipCode: number, reason: string): void {
    this.#endReason = reason;
    this.together(() => {
      for (const leg of this.legs) endLeg(this, leg, sipCode, 'service');
    });
  }

  /** The service can't go on with this call. `tell`: the function still hears of the hang-ups. */
  abandon(reason: string, tell: boolean): void {
    this.list.clear();
    this.#closed = !tell;
    this.endAll(UNAVAILABLE, reason);
    if (tell) return;
    this.#conversation.stop();
    this.#close();
  }

  #replaceList(pending: Pending, actions: Answer['actions']): void {
    switch (pending.type) {
      case 'CALL_UPDATE_REQUESTED':
        this.list.interruptWith(actions, pending.leg, 'tell');
        return;
      case 'HANGUP':
        // What runs on the other leg goes on to its end first (spec 5.2).
        this.list.replace(actions, this.legs.find(isConnected));
        return;
      case 'DIGITS_RECEIVED':
        if (!this.list.running || this.openPoint('digitsInterrupt'))
          this.list.interruptWith(actions, pending.leg, 'silent');
        else this.list.replace(actions, pending.leg);
        return;
      default:
        this.list.replace(actions, pending.leg);
    }
  }

  #close(): void {
    this.#closed = true;
    this.#idle.stop();
    this.#maxDuration?.cancel();
    this.trace({ type: 'call-ended', reason: this.#endReason });
    this.context.closed(this);
  }
}
