import type { Emulator } from '../emulator.ts';
import type { Phone } from '../phones/phone.ts';
import { StepError } from './errors.ts';

export interface Caller {
  phone: Phone;
  /** The call that he placed last. */
  transactionId: string | undefined;
}

/** The callers of a script, by name; the first one has none. */
export class Callers {
  readonly #emulator: Emulator;
  readonly #numbers: Readonly<Record<string, string>>;
  readonly #known = new Map<string | undefined, Caller>();
  readonly #number: string | undefined;

  /** @param first who is in the call already */
  constructor(emulator: Emulator, first: Phone, numbers: Readonly<Record<string, string>> = {}) {
    this.#emulator = emulator;
    this.#numbers = numbers;
    this.#number = first.line?.remote;
    this.#known.set(undefined, { phone: first, transactionId: first.transactionId });
  }

  get(name: string | undefined): Caller {
    const known = this.#known.get(name);
    if (known) return known;
    const number = this.#numbers[name ?? ''];
    if (number === undefined) throw new StepError(`there is no caller "${name}"`);
    const caller = { phone: this.#emulator.phone(number), transactionId: undefined };
    this.#known.set(name, caller);
    return caller;
  }

  /** @throws PhoneError he is in a call, or nobody answers at the number */
  dial(name: string | undefined, number = this.#number): void {
    if (number === undefined) throw new StepError('it is not said which number to dial');
    const caller = this.get(name);
    caller.transactionId = caller.phone.dial(number).transactionId;
  }

  hangUp(): void {
    for (const { phone } of this.#known.values()) phone.hangUp();
  }
}
