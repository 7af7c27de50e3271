/** A log that never says END is not kept track of for ever. */
const MAX_RUNNING = 1_000;

/** The Lambda requests that have started and not ended, by where they are logged. */
export class RunningRequests {
  readonly #running = new Map<string, Set<string>>();

  /** @param alone in a log stream one request runs at a time: what ran before has ended */
  start(source: string, requestId: string | undefined, alone: boolean): void {
    const running = alone ? new Set<string>() : (this.#running.get(source) ?? new Set());
    this.#running.set(source, running);
    if (requestId === undefined) return;
    running.add(requestId);
    const [oldest] = running;
    if (running.size > MAX_RUNNING && oldest !== undefined) running.delete(oldest);
  }

  end(source: string, requestId: string | undefined): void {
    if (requestId !== undefined) this.#running.get(source)?.delete(requestId);
  }

  /** The id of a line: its own, or that of the only request that it can be of. */
  idOf(source: string, requestId: string | undefined): string | undefined {
    if (requestId !== undefined) return requestId;
    const running = this.#running.get(source);
    const [first] = running ?? [];
    return running?.size === 1 ? first : undefined;
  }
}
