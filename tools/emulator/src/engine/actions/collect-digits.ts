import type { DigitCollection } from '@patchbay/sma';
import type { Timer } from '../../clock/clock.ts';
import type { Sound } from '../ports.ts';
import { digitsRegex } from './digits-regex.ts';
import { numberOf } from './parameters.ts';
import type { Run } from './run.ts';

/** What AWS does when nothing else is said. */
const DEFAULT_MAX_DIGITS = 128;
const DEFAULT_TERMINATORS = ['#'];

/**
 * Plays a prompt and collects digits, again after a wrong or missing input (spec 4.7). The first digit stops the
 * prompt; a terminator, the greatest number of digits, or a pause between digits ends the input.
 */
export function collectDigits(run: Run, collection: DigitCollection, prompt: Sound, failure: Sound): void {
  const attempts = numberOf(collection.Repeat, 1);
  const attempt = (number: number): void => {
    new Attempt(run, collection, prompt, (digits) => {
      if (digits !== undefined) {
        run.succeed({ ReceivedDigits: digits });
      } else if (number < attempts) {
        run.play(failure, () => attempt(number + 1));
      } else if (run.transaction.openPoint('finalFailureAudio')) {
        run.play(failure, () => fail(run));
      } else {
        fail(run);
      }
    }).start();
  };
  attempt(1);
}

function fail(run: Run): void {
  run.fail('InvalidDigitsReceived', 'Valid digits were not received.');
}

/** One prompt and the digits that follow it. */
class Attempt {
  readonly #run: Run;
  readonly #prompt: Sound;
  readonly #max: number;
  readonly #min: number;
  readonly #terminators: readonly string[];
  readonly #regex: RegExp | undefined;
  readonly #attemptMs: number;
  readonly #betweenMs: number;
  readonly #ended: (digits: string | undefined) => void;
  #playing: { stop(): void } | undefined;
  #digits = '';
  #deadline: Timer | undefined;
  #between: Timer | undefined;

  constructor(run: Run, collection: DigitCollection, prompt: Sound, ended: (digits: string | undefined) => void) {
    this.#run = run;
    this.#prompt = prompt;
    this.#max = numberOf(collection.MaxNumberOfDigits, DEFAULT_MAX_DIGITS);
    this.#min = numberOf(collection.MinNumberOfDigits, 0);
    this.#terminators = collection.TerminatorDigits ?? DEFAULT_TERMINATORS;
    this.#regex = collection.InputDigitsRegex === undefined ? undefined : digitsRegex(collection.InputDigitsRegex);
    this.#attemptMs = numberOf(collection.RepeatDurationInMilliseconds, 0);
    this.#betweenMs = numberOf(collection.InBetweenDigitsDurationInMilliseconds, this.#attemptMs);
    this.#ended = ended;
  }

  start(): void {
    this.#run.onDigit = (digit) => {
      this.#digit(digit);
      return true;
    };
    this.#playing = this.#run.play(this.#prompt, () => this.#listen());
  }

  #listen(): void {
    this.#deadline ??= this.#run.wait(this.#attemptMs, () => this.#end(''));
  }

  #digit(digit: string): void {
    this.#playing?.stop();
    this.#listen();
    this.#between?.cancel();
    if (this.#terminators.includes(digit)) {
      this.#end(digit);
      return;
    }
    this.#digits += digit;
    if (this.#digits.length >= this.#max) this.#end('');
    else this.#between = this.#run.wait(this.#betweenMs, () => this.#end(''));
  }

  #end(terminator: string): void {
    this.#run.onDigit = undefined;
    this.#deadline?.cancel();
    this.#between?.cancel();
    this.#ended(this.#isValid(terminator) ? this.#digits : undefined);
  }

  #isValid(terminator: string): boolean {
    const { length } = this.#digits;
    if (length < this.#min || length > this.#max) return false;
    const regex = this.#regex;
    if (!regex) return true;
    const without = () => regex.test(this.#digits);
    const together = () => regex.test(this.#digits + terminator);
    if (without() === together()) return without();
    switch (this.#run.transaction.openPoint('regexWithTerminator')) {
      case 'without':
        return without();
      case 'with':
        return together();
      case 'either':
        return without() || together();
    }
  }
}
