/** By what secrets are found; shorter ones can't be. */
export const SHORTEST_SECRET = 4;

/** Replaces known secrets wherever they stand in a text. */
export class SecretMask {
  /** By their first characters, so that many secrets cost no more than few. */
  readonly #byStart = new Map<string, string[]>();
  readonly #standIn: (secret: string) => string;

  constructor(secrets: Iterable<string>, standIn: (secret: string) => string) {
    this.#standIn = standIn;
    const longestFirst = [...secrets].toSorted((one, other) => other.length - one.length);
    for (const secret of longestFirst) {
      const start = secret.slice(0, SHORTEST_SECRET);
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), secret]);
    }
  }

  apply(text: string): string {
    if (this.#byStart.size === 0) return text;
    const parts: string[] = [];
    let done = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length;) {
      const known = this.#byStart.get(text.slice(at, at + SHORTEST_SECRET));
      const secret = known?.find((one) => text.startsWith(one, at));
      if (secret === undefined) at += 1;
      else {
        parts.push(text.slice(done, at), this.#standIn(secret));
        done = at += secret.length;
      }
    }
    return parts.join('') + text.slice(done);
  }
}
