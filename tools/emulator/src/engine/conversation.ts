import type { SmaEvent } from '@patchbay/sma';
import type { DiagnosticCode } from '../trace/diagnostics.ts';
import type { InvocationEntry } from '../trace/entry.ts';
import { adviseOnAnswer } from './advice.ts';
import { type Answer, type InvalidAnswer, isInvalid, readAnswer } from './answer.ts';
import { Delivery, type DeliveryResult } from './delivery.ts';
import { buildEvent, type Pending } from './event.ts';
import type { Application, RouteTarget } from './ports.ts';
import type { Transaction } from './transaction.ts';

/** The service ends a call that has used this many invocations. */
export const MAX_INVOCATIONS = 1_000;

export interface ConversationOptions {
  application: Application;
  sipRuleId?: string;
  /** Where else an inbound call may go when its first invocation fails. */
  fallbacks?: readonly RouteTarget[];
}

/**
 * What a call and its function say to each other: events in strict order, one at a time, and an answer to each. Knows
 * what follows from an answer that is invalid or does not come.
 */
export class Conversation {
  readonly #transaction: Transaction;
  readonly #sipRuleId: string | undefined;
  #application: Application;
  #fallbacks: readonly RouteTarget[];
  #sequence = 0;
  #asking: Pending | undefined;
  #delivery: Delivery | undefined;
  #outbox: Pending[] = [];
  #lastWasInvalid = false;

  constructor(transaction: Transaction, { application, sipRuleId, fallbacks = [] }: ConversationOptions) {
    this.#transaction = transaction;
    this.#application = application;
    this.#sipRuleId = sipRuleId;
    this.#fallbacks = fallbacks;
  }

  get application(): Application {
    return this.#application;
  }

  /** Of the latest event. */
  get sequence(): number {
    return this.#sequence;
  }

  get isQuiet(): boolean {
    return this.#asking === undefined && this.#outbox.length === 0;
  }

  /** Whether the function is being asked, or about to be, so that no new action may start. */
  get waitsForAnswer(): boolean {
    return (this.#asking !== undefined && isQuestion(this.#asking)) || this.#outbox.some(isQuestion);
  }

  add(pending: Pending): void {
    this.#outbox.push(pending);
  }

  /** Ends it without another word. */
  stop(): void {
    this.#outbox = [];
    this.#delivery?.stop();
  }

  /** Whether there was an event to deliver. */
  deliverNext(): boolean {
    if (this.#asking) return false;
    const pending = this.#outbox.shift();
    if (!pending) return false;
    const transaction = this.#transaction;
    if (isStale(pending) && !transaction.alive) {
      transaction.diagnose('update-dropped', `${pending.type} came after the call had ended and was not delivered.`);
      transaction.proceed();
    } else if (this.#sequence >= MAX_INVOCATIONS) {
      transaction.diagnose('invocation-limit', `The call used ${MAX_INVOCATIONS} invocations; the service ended it.`);
      this.#giveUp('invocation limit');
    } else {
      this.#asking = pending;
      this.#sequence++;
      this.#deliver(pending, this.#event(pending));
    }
    return true;
  }

  #event(pending: Pending): SmaEvent {
    const { context, transactionId, attributes, legs } = this.#transaction;
    return buildEvent(
      pending,
      {
        sequence: this.#sequence,
        transactionId,
        accountId: context.ports.directory.accountId,
        region: this.#application.region,
        sipRuleId: this.#sipRuleId,
        sipMediaApplicationId: this.#application.sipMediaApplicationId,
        attributes,
        legs,
      },
      context.switches,
    );
  }

  #deliver(pending: Pending, event: SmaEvent): void {
    const transaction = this.#transaction;
    const { ports, switches } = transaction.context;
    this.#delivery = new Delivery(ports, switches, this.#application.functionArn, event, {
      logCut: (attempt) =>
        transaction.diagnose(
          'handler-log-truncated',
          `More was printed at ${pending.type} (attempt ${attempt}) than is kept.`,
        ),
      attempted: (entry) => this.#attempted(entry),
      failed: (attempt) =>
        transaction.diagnose(
          'duplicate-delivery',
          `The function failed at ${pending.type}: invoked again (attempt ${attempt + 1}).`,
        ),
      slow: (attempt) => {
        if (attempt > 1) transaction.openPoint('retry');
        const again = `invoked again (attempt ${attempt + 1})`;
        transaction.diagnose('response-slow', `No answer to ${pending.type} in 5 s: ${again}.`);
      },
      done: (result) => {
        this.#asking = undefined;
        if (result.kind === 'exhausted') this.#notAnswered(pending, event, result);
        else this.#answered(pending, result);
        transaction.proceed();
      },
    });
    this.#delivery.start();
  }

  #attempted(entry: InvocationEntry): void {
    if (entry.ignored) {
      this.#transaction.diagnose(
        'duplicate-delivery',
        'An attempt that was too slow has worked too: its answer was not used.',
      );
    }
    this.#transaction.trace(entry);
  }

  #answered(pending: Pending, { entry, payload }: DeliveryResult & { kind: 'returned' }): void {
    entry.response = parse(payload);
    const blank = payload.trim() === '';
    const answer = isAcceptedNothing(pending, entry.response)
      ? { actions: [], attributes: undefined }
      : readAnswer(entry.response, blank, this.#transaction.context.switches);
    if (isInvalid(answer)) {
      entry.outcome = 'invalid';
      entry.error = `${answer.errorType}: ${answer.errorMessage}`;
      this.#transaction.trace(entry);
      this.#invalid(pending, answer);
    } else {
      this.#transaction.trace(entry);
      this.#valid(pending, answer);
    }
  }

  #valid(pending: Pending, answer: Answer): void {
    this.#lastWasInvalid = false;
    adviseOnAnswer(this.#transaction, pending, answer);
    this.#transaction.apply(pending, answer);
  }

  #invalid(pending: Pending, { code, errorType, errorMessage }: InvalidAnswer): void {
    const transaction = this.#transaction;
    transaction.diagnose(code, `Answer to ${pending.type}: ${errorType}: ${errorMessage}`);
    if (!transaction.alive) return;
    if (this.#lastWasInvalid || transaction.openPoint('invalidResponsePolicy') === 'hangup') {
      transaction.diagnose(
        'second-invalid-response',
        'The service hung up: it asks only once after an invalid answer.',
      );
      this.#giveUp('invalid response');
      return;
    }
    this.#lastWasInvalid = true;
    transaction.list.clear();
    this.#outbox.unshift({
      type: 'INVALID_LAMBDA_RESPONSE',
      error: { errorType, errorMessage },
      ...(pending.leg && { leg: pending.leg }),
    });
  }

  #notAnswered(pending: Pending, event: SmaEvent, result: Exhausted): void {
    const transaction = this.#transaction;
    if (result.cause === 'timed-out') {
      const outcome = result.cause;
      transaction.trace({ type: 'invocation', event, attempt: 0, response: undefined, outcome, durationMs: 20_000 });
    }
    transaction.diagnose(failureOf(result), `${pending.type} could not be delivered: ${result.message}`);
    const [fallback, ...others] = pending.type === 'NEW_INBOUND_CALL' ? this.#fallbacks : [];
    if (!fallback) {
      this.#giveUp(result.message);
      return;
    }
    this.#fallbacks = others;
    this.#application = fallback.application;
    this.#sequence = 0;
    this.#outbox.unshift(pending);
  }

  /** The function can't be used any more: everybody is hung up on. What it is still told depends on U25. */
  #giveUp(reason: string): void {
    this.#outbox = [];
    const everWorked = this.#sequence > 1 && this.#sequence < MAX_INVOCATIONS;
    const tell = everWorked && this.#transaction.openPoint('hangupEventAfterFailure');
    this.#transaction.abandon(reason, tell);
  }
}

type Exhausted = DeliveryResult & { kind: 'exhausted' };

/** Lambda reports an answer that is too large as an error of the function. */
function failureOf({ cause, errorType }: Exhausted): DiagnosticCode {
  return errorType === 'Function.ResponseSizeTooLarge' ? 'response-too-large' : FAILURES[cause];
}

const FAILURES = {
  'timed-out': 'response-too-late',
  failed: 'function-error',
  throttled: 'function-throttled',
  'access-denied': 'function-access-denied',
  'not-found': 'function-not-found',
  'too-large': 'response-too-large',
  unreachable: 'function-unreachable',
} as const satisfies Record<Exhausted['cause'], DiagnosticCode>;

/** An interruption is only told; everything else is asked, and actions wait for the answer. */
function isQuestion(pending: Pending): boolean {
  return pending.type !== 'ACTION_INTERRUPTED';
}

/** Asks what to do with a call, which is no question any more once it has ended. */
function isStale(pending: Pending): boolean {
  return pending.type === 'CALL_UPDATE_REQUESTED' || pending.type === 'DIGITS_RECEIVED';
}

/** An empty list for a whole response: Python functions answer so to RINGING, whose answer does not matter. */
function isAcceptedNothing(pending: Pending, response: unknown): boolean {
  return pending.type === 'RINGING' && Array.isArray(response) && response.length === 0;
}

/** What is no JSON is passed on as text, which is no answer either. */
function parse(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return payload;
  }
}
