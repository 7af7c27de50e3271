import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LineSource } from '../lambda/log-tail.ts';

/** The lines of some streams, for any number of listeners. */
export class Lines implements LineSource {
  readonly #listeners = new Set<(line: string) => void>();

  constructor(streams: readonly (Readable | null)[]) {
    for (const stream of streams) {
      if (stream) createInterface(stream).on('line', (line) => this.#tell(line));
    }
  }

  listen(listener: (line: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(line: string): void {
    for (const listener of this.#listeners) listener(line);
  }
}
