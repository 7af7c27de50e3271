import { InputError } from '../errors.ts';
import type { Findings, LoggedEvent } from './classify.ts';
import type { Invocation } from './invocation.ts';
import type { Place } from './log-entry.ts';
import type { Message } from './message.ts';
import { RunningRequests } from './running-requests.ts';
import type { UnusedLines } from './unused.ts';

/** Events and answers that are kept in memory. */
const MAX_KEPT = 200_000;
/** An event that is printed twice by one invocation is printed at once; the service repeats one after 5 s. */
const SAME_PRINT_MS = 1_000;

/**
 * Finds which answer belongs to which event: by the id of the Lambda request, or, where a line has none, by the request
 * that runs in its stream, by the ids of the call in the answer, or because no other event waits for one.
 */
export class Pairing {
  readonly #unused: UnusedLines;
  readonly #byRequest = new Map<string, Invocation>();
  readonly #byEvent = new Map<string, Invocation[]>();
  readonly #running = new RunningRequests();
  /** Events without an answer, of lines without a request id, by stream and file. */
  readonly #waiting = new Map<string, Invocation[]>();
  /** Answers to some of them, by stream and file. */
  readonly #unclear = new Map<string, number>();
  #kept = 0;

  constructor(unused: UnusedLines) {
    this.#unused = unused;
  }

  /** Invocations whose event was found. */
  events(): Invocation[] {
    return [...this.#byEvent.values()].flat();
  }

  /** What was kept of invocations whose event is not in the logs. */
  strays(): Invocation[] {
    return [...this.#byRequest.values()].filter(({ event }) => !event);
  }

  note(message: Message): void {
    const { notice } = message;
    const source = sourceOf(message);
    if (notice?.type === 'start') {
      this.#running.start(source, notice.requestId, message.stream !== undefined);
      if (message.stream !== undefined) this.#waiting.delete(source);
    }
    if (notice?.type === 'end') this.#running.end(source, notice.requestId);
    if (notice?.type !== 'failed' && notice?.type !== 'report') return;
    const { requestId = message.requestId } = notice;
    const invocation = this.#byRequest.get(this.#running.idOf(source, requestId) ?? '');
    if (!invocation) return;
    if (notice.error !== undefined) invocation.error ??= notice.error;
    if (notice.type === 'report' && notice.durationMs !== undefined) invocation.durationMs = notice.durationMs;
  }

  add(message: Message, findings: Findings): void {
    const source = sourceOf(message);
    const requestId = this.#running.idOf(source, message.requestId ?? findings.requestId);
    const found = findings.events.map((event) =>
      this.#addEvent(message, event, requestId, findings.responses.length > 0),
    );
    for (const response of findings.responses) {
      this.#addResponse(
        message,
        response,
        findings.transactionId,
        requestId,
        found.length === 1 ? found[0] : undefined,
      );
    }
    if (findings.error === undefined) return;
    const failed = this.#byRequest.get(requestId ?? '') ?? only(this.#waiting.get(source) ?? []);
    if (failed) failed.error ??= findings.error;
  }

  #addEvent(message: Message, value: LoggedEvent, requestId: string | undefined, answered: boolean): Invocation {
    const event = { value, json: JSON.stringify(value), place: placeOf(message), ...timeOf(message) };
    const key = `${value.CallDetails.TransactionId}\n${value.Sequence}`;
    const known = this.#byEvent.get(key) ?? [];
    const same = known.find((other) => isSame(other, event, requestId, answered));
    if (same) {
      this.#unused.add('repeated', message);
      if (requestId === undefined) this.#wait(sourceOf(message), same);
      return same;
    }
    const early = requestId === undefined ? undefined : this.#byRequest.get(requestId);
    const invocation: Invocation = early && !early.event ? early : this.#create(requestId);
    invocation.event = event;
    this.#byEvent.set(key, [...known, invocation]);
    if (requestId === undefined) this.#wait(sourceOf(message), invocation);
    return invocation;
  }

  /** The service sends the next event of a call when the last one was answered: that one waits no longer. */
  #wait(source: string, invocation: Invocation): void {
    const transactionId = transactionOf(invocation);
    const others = (this.#waiting.get(source) ?? []).filter((other) => transactionOf(other) !== transactionId);
    this.#waiting.set(source, [...others.slice(-100), invocation]);
  }

  #addResponse(
    message: Message,
    value: object,
    transactionId: string | undefined,
    requestId: string | undefined,
    sameMessage: Invocation | undefined,
  ): void {
    const json = JSON.stringify(value);
    const waiting = this.#waiting.get(sourceOf(message)) ?? [];
    const found = sameMessage ?? this.#invocationOf(requestId) ?? whose(json, transactionId, waiting);
    if (found === 'ambiguous') return this.#addUnclear(message, waiting.length);
    if (!found) return this.#unused.add('no-event', message);
    this.#waiting.set(
      sourceOf(message),
      waiting.filter((other) => other !== found),
    );
    if (found.response)
      this.#unused.add(found.response.json === json ? 'repeated' : 'superseded', found.response.place);
    found.response = { value, json, place: placeOf(message) };
  }

  /** When as many answers have come as events wait, nothing waits any more, though nobody knows which is whose. */
  #addUnclear(message: Message, waiting: number): void {
    this.#unused.add('ambiguous', message);
    const source = sourceOf(message);
    const unclear = (this.#unclear.get(source) ?? 0) + 1;
    this.#unclear.set(source, unclear < waiting ? unclear : 0);
    if (unclear >= waiting) this.#waiting.delete(source);
  }

  #invocationOf(requestId: string | undefined): Invocation | undefined {
    return requestId === undefined ? undefined : (this.#byRequest.get(requestId) ?? this.#create(requestId));
  }

  #create(requestId: string | undefined): Invocation {
    this.#kept += 1;
    if (this.#kept > MAX_KEPT) {
      throw new InputError(`More than ${MAX_KEPT} events in the logs: import a shorter time`);
    }
    const invocation: Invocation = requestId === undefined ? {} : { requestId };
    if (requestId !== undefined) this.#byRequest.set(requestId, invocation);
    return invocation;
  }
}

function isSame(
  other: Invocation,
  event: NonNullable<Invocation['event']>,
  requestId: string | undefined,
  answered: boolean,
): boolean {
  if (other.requestId !== requestId) return false;
  if (requestId !== undefined) return true;
  if (other.event?.json !== event.json) return false;
  const apart = Math.abs((other.event.time ?? Infinity) - (event.time ?? -Infinity));
  return apart < SAME_PRINT_MS || (answered && !other.response);
}

/** The one that an answer of unknown origin belongs to. */
function whose(
  json: string,
  transactionId: string | undefined,
  waiting: readonly Invocation[],
): Invocation | 'ambiguous' | undefined {
  if (transactionId !== undefined) return waiting.find((one) => transactionOf(one) === transactionId);
  if (waiting.length < 2) return waiting[0];
  return only(waiting.filter((one) => callIdsOf(one).some((id) => json.includes(id)))) ?? 'ambiguous';
}

function callIdsOf({ event }: Invocation): string[] {
  const { Participants = [] } = event?.value.CallDetails ?? {};
  return Participants.map(({ CallId }) => CallId).filter((id) => typeof id === 'string' && id !== '') as string[];
}

function transactionOf({ event }: Invocation): string | undefined {
  return event?.value.CallDetails.TransactionId;
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function sourceOf({ file, stream }: Message): string {
  return `${stream ?? ''}\n${file}`;
}

function placeOf({ file, line }: Message): Place {
  return { file, line };
}

function timeOf({ time }: Message): { time?: number } {
  return time === undefined ? {} : { time };
}
