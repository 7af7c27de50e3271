import { respelt } from './find-numbers.ts';

/** Digits as people and speech write them: with blanks, brackets, dots, hyphens, commas between. */
const RUN = /\d(?:[\s().,-]{0,3}\d){6,}/g;
const LONGEST = 15;
/** Found within longer rows of digits, such as two numbers that were put together. */
const TELLING = 10;
/** A number without its area code; found where it stands by itself. */
const SHORTEST = 7;

/** Replaces known numbers wherever they stand in a text: with or without country and area code, however grouped. */
export class NumberMask {
  readonly #byDigits = new Map<string, string>();

  /** @param fictional by number, both as digits with country code */
  constructor(fictional: ReadonlyMap<string, string>) {
    for (const [number, other] of fictional) {
      for (let length = SHORTEST; length < number.length; length += 1) {
        this.#byDigits.set(number.slice(-length), other.slice(-Math.min(length, 10)));
      }
    }
    // A whole number is meant before a part of another one.
    for (const [number, other] of fictional) this.#byDigits.set(number, other);
  }

  apply(text: string): string {
    return this.#byDigits.size === 0 ? text : text.replace(RUN, (run) => this.#masked(run));
  }

  #masked(run: string): string {
    const places = [...run.matchAll(/\d/g)].map(({ index }) => index);
    const digits = run.replace(/\D/g, '');
    let [masked, done] = ['', 0];
    for (let at = 0; at < digits.length;) {
      const length = this.#lengthAt(run, places, digits, at);
      const [from, to] = [places[at] ?? 0, (places[at + (length ?? 1) - 1] ?? 0) + 1];
      const written = run.slice(from, to);
      const other = length === undefined ? undefined : this.#byDigits.get(digits.slice(at, at + length));
      masked += run.slice(done, from) + (other === undefined ? written : respelt(written, other));
      [done, at] = [to, at + (length ?? 1)];
    }
    return masked + run.slice(done);
  }

  /** How many digits from there on are a known number; the longest that is. */
  #lengthAt(run: string, places: readonly number[], digits: string, at: number): number | undefined {
    for (let length = Math.min(LONGEST, digits.length - at); length >= SHORTEST; length -= 1) {
      if (!this.#byDigits.has(digits.slice(at, at + length))) continue;
      const [before, after] = [(places[at] ?? 0) - 1, (places[at + length - 1] ?? 0) + 1];
      if (length >= TELLING || !/\d/.test(run.charAt(before) + run.charAt(after))) return length;
    }
    return undefined;
  }
}
