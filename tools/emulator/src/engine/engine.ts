import type { ActionType } from '@patchbay/sma';
import type { ActionFailure, EngineContext } from './context.ts';
import { dialOut } from './dial-out.ts';
import { EngineError } from './errors.ts';
import { endLeg } from './leg-end.ts';
import { legDigit } from './leg-events.ts';
import { type Leg } from './leg.ts';
import { rosterChanged } from './meeting-places.ts';
import type { AcceptedCall, CallUpdate, InboundCall, OutboundCall } from './call.ts';
import type { Bots, Ports } from './ports.ts';
import { NO_QUOTAS, type QuotaSettings, Quotas } from './quotas.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { Transaction } from './transaction.ts';

export interface EngineOptions {
  switches?: Partial<Switches>;
  quotas?: Partial<QuotaSettings>;
  bots?: Bots;
  failAction?: (type: ActionType, transactionId: string) => ActionFailure | undefined;
}

const NOT_FOUND = 404;
const BUSY = 486;

/** PSTN Audio: calls come in and are placed here, and functions say what becomes of them. */
export class Engine {
  readonly #context: EngineContext;
  readonly #transactions = new Map<string, Transaction>();
  /** What an API-created call is dialled with, until it is dialled. */
  readonly #undialled = new Map<string, OutboundCall>();

  constructor(ports: Ports, options: EngineOptions = {}) {
    this.#context = {
      ports,
      bots: options.bots ?? { respond: () => undefined },
      switches: { ...defaultSwitches, ...options.switches },
      quotas: new Quotas(ports.clock, { ...NO_QUOTAS, ...options.quotas }),
      failAction: options.failAction,
      answer: (transaction) => this.#answer(transaction),
      connect: (transaction, leg) => this.#connect(transaction, leg),
      dial: (transaction) => this.#dial(transaction),
      closed: (transaction) => this.#closed(transaction),
    };
    ports.meetings.watch((meetingId) => rosterChanged(ports.meetings, this.#transactions, meetingId));
  }

  /** Calls that have not ended, oldest first. */
  get transactions(): ReadonlyMap<string, Transaction> {
    return this.#transactions;
  }

  /** A call arrives. Returns a final SIP code when nothing takes it: no SIP rule matches, or every line is busy. */
  inbound(call: InboundCall): AcceptedCall | { sipCode: number } {
    const { directory, ids, clock } = this.#context.ports;
    const targets = directory.route(call.host === undefined ? { number: call.to } : { host: call.host });
    const [target, ...fallbacks] = targets;
    if (!target) return { sipCode: NOT_FOUND };
    if (!this.#context.quotas.takeLeg()) return { sipCode: BUSY };
    const transaction = new Transaction(this.#context, {
      transactionId: ids.uuid(),
      application: target.application,
      sipRuleId: target.sipRuleId,
      fallbacks,
    });
    const leg: Leg = {
      callId: ids.uuid(),
      tag: 'LEG-A',
      kind: 'caller',
      direction: 'Inbound',
      to: call.to,
      from: call.from,
      startedAt: clock.now(),
      sipHeaders: visibleHeaders(call.sipHeaders ?? {}),
    };
    this.#begin(transaction, leg);
    transaction.send({ type: 'NEW_INBOUND_CALL', leg });
    return {
      transactionId: transaction.transactionId,
      callId: leg.callId,
      leg: {
        ringing: nothing,
        answered: nothing,
        ended: (sipCode) => endLeg(transaction, leg, sipCode, 'far'),
        digit: (digit) => legDigit(transaction, leg, digit),
      },
    };
  }

  /**
   * CreateSipMediaApplicationCall: returns at once, NEW_OUTBOUND_CALL follows.
   * @throws EngineError BadRequest, ResourceLimitExceeded, Throttled
   */
  create(call: OutboundCall): { transactionId: string } {
    const { directory, ids, clock } = this.#context.ports;
    const application = directory.application(call.sipMediaApplicationId);
    if (!application) {
      throw new EngineError('BadRequest', `There is no SIP media application ${call.sipMediaApplicationId}.`);
    }
    if (!directory.ownsNumber(call.from)) {
      throw new EngineError('BadRequest', `FromPhoneNumber ${call.from} is not a phone number of this account.`);
    }
    if (!this.#context.quotas.creates.take()) throw new EngineError('Throttled', 'Service received too many requests');
    if (!this.#context.quotas.takeLeg()) {
      throw new EngineError('ResourceLimitExceeded', 'The account has too many active SIP media application calls.');
    }
    const transaction = new Transaction(this.#context, { transactionId: ids.uuid(), application });
    const leg: Leg = {
      callId: ids.uuid(),
      tag: 'LEG-A',
      kind: dialOut.kindOf(call),
      direction: 'Outbound',
      to: call.to,
      from: call.from,
      startedAt: clock.now(),
      sipHeaders: {},
    };
    this.#undialled.set(transaction.transactionId, call);
    this.#begin(transaction, leg);
    const given = call.arguments ?? {};
    // The caller of the API gets its answer before the function hears of the call.
    clock.after(0, () =>
      transaction.send({
        type: 'NEW_OUTBOUND_CALL',
        leg,
        ...(Object.keys(given).length > 0 && {
          actionData: { Type: 'CallCreateRequest', Parameters: { Arguments: { ...given } } },
        }),
      }),
    );
    return { transactionId: transaction.transactionId };
  }

  /**
   * UpdateSipMediaApplicationCall: returns at once, CALL_UPDATE_REQUESTED follows.
   * @throws EngineError NotFound, Throttled
   */
  update({ sipMediaApplicationId, transactionId, arguments: given }: CallUpdate): void {
    const transaction = this.#transactions.get(transactionId);
    if (transaction?.application.sipMediaApplicationId !== sipMediaApplicationId || !transaction.alive) {
      throw new EngineError(
        'NotFound',
        `Transaction ${transactionId} doesn't exist for SipMediaApplication ${sipMediaApplicationId}`,
      );
    }
    if (!this.#context.quotas.updates.take()) throw new EngineError('Throttled', 'Service received too many requests');
    this.#context.ports.clock.after(0, () =>
      transaction.send({
        type: 'CALL_UPDATE_REQUESTED',
        actionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: { ...given } } },
        ...(transaction.legA && { leg: transaction.legA }),
      }),
    );
  }

  #begin(transaction: Transaction, leg: Leg): void {
    transaction.legs = [leg];
    this.#transactions.set(transaction.transactionId, transaction);
    transaction.trace({
      type: 'call-started',
      direction: leg.direction,
      from: leg.from,
      to: leg.to,
      sipMediaApplicationId: transaction.application.sipMediaApplicationId,
    });
    traceLeg(transaction, leg, 'ringing');
  }

  /** Answers an inbound caller that still rings; everybody else is left alone. */
  #answer(transaction: Transaction): void {
    const leg = transaction.legA;
    if (leg?.direction !== 'Inbound' || leg.status !== undefined) return;
    this.#connected(transaction, leg);
    this.#context.ports.network.answer(leg.callId);
  }

  #connect(transaction: Transaction, leg: Leg): void {
    const { legA } = transaction;
    // A new LEG-B takes the place of one that has ended.
    if (leg !== legA) transaction.legs = legA ? [legA, leg] : [leg];
    this.#connected(transaction, leg);
  }

  #connected(transaction: Transaction, leg: Leg): void {
    leg.status = 'Connected';
    leg.answeredAt = this.#context.ports.clock.now();
    traceLeg(transaction, leg, 'connected');
  }

  #dial(transaction: Transaction): void {
    const call = this.#undialled.get(transaction.transactionId);
    this.#undialled.delete(transaction.transactionId);
    if (call && transaction.legA) dialOut.dial(transaction, transaction.legA, call);
  }

  #closed(transaction: Transaction): void {
    this.#transactions.delete(transaction.transactionId);
    this.#undialled.delete(transaction.transactionId);
  }
}

function traceLeg(transaction: Transaction, leg: Leg, state: 'ringing' | 'connected'): void {
  const { callId, tag, from, to, kind, sipHeaders } = leg;
  transaction.trace({ type: 'leg', callId, tag, state, from, to, kind, sipHeaders });
}

/** Only these reach the function (spec 2.2). */
function visibleHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^(x-.+|user-to-user|diversion)$/i.test(name)));
}

function nothing(): void {}
