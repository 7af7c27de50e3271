import { digitsOf, respelt } from './find-numbers.ts';

/** Digits as people and speech write them: with blanks, brackets, dots, hyphens; then also with commas. */
const RUNS = [/\d(?:[\s().-]{0,2}\d){6,18}/g, /\d(?:[\s().,-]{0,3}\d){6,18}/g];
/** A number without its area code. */
const SHORTEST = 7;
/** As is dialled before a number: 00, 011, 9 for a line. */
const MAX_PREFIX = 4;

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
    if (this.#byDigits.size === 0 || !/\d/.test(text)) return text;
    const grouped = RUNS.reduce((masked, run) => masked.replace(run, (found) => this.#masked(found)), text);
    return grouped.replace(/\d{10,}/g, (run) => this.#within(run));
  }

  #masked(found: string): string {
    const digits = this.#standIn(digitsOf(found));
    return digits === undefined ? found : respelt(found, digits);
  }

  #standIn(digits: string): string | undefined {
    for (let prefix = 0; prefix <= MAX_PREFIX && digits.length - prefix >= SHORTEST; prefix += 1) {
      const other = this.#byDigits.get(digits.slice(prefix));
      if (other !== undefined) return digits.slice(0, prefix) + other;
    }
    return undefined;
  }

  /** Numbers in longer rows of digits, such as two that were put together. */
  #within(run: string): string {
    let masked = '';
    for (let at = 0; at < run.length;) {
      const lengths = [15, 14, 13, 12, 11, 10].filter((length) => at + length <= run.length);
      const length = lengths.find((one) => this.#byDigits.has(run.slice(at, at + one)));
      masked += length === undefined ? run.charAt(at) : (this.#byDigits.get(run.slice(at, at + length)) ?? '');
      at += length ?? 1;
    }
    return masked;
  }
}
