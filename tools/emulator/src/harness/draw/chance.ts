/** Choices made by numbers of at least 0 and below 1. */
export class Chance {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** True with this probability. */
  happens(probability: number): boolean {
    return this.#random() < probability;
  }

  /** A whole number from `min` to `max`. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.#random() * (max - min + 1));
  }

  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('There is nothing to choose from.');
    return list[this.whole(0, list.length - 1)]!;
  }

  /** One of several, in proportion to their weights. */
  weighted<T>(choices: readonly (readonly [weight: number, value: T])[]): T {
    const total = choices.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.#random() * total;
    const found = choices.find(([weight]) => (left -= weight) < 0) ?? choices.at(-1);
    if (!found) throw new RangeError('There is nothing to choose from.');
    return found[1];
  }
}
