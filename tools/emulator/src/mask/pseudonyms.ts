import { createHmac } from 'node:crypto';
import { InputError } from '../errors.ts';

/** 555-0100 to 555-0199 of an area code are set aside for fiction. */
const A_CODE = 100;
/** Three digits that begin with 2 to 9, without service codes (N11), those kept for growth (N9X) and those of services. */
const AREA_CODES = Array.from({ length: 800 }, (_, index) => String(index + 200)).filter(
  (code) => !/^(?:.11|.9.|[589](.)\1|700|710|900)$/.test(code),
);

/** Stand-ins that depend on the key and on what they stand for only, so that another run gives the same. */
export class Pseudonyms {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /**
   * Fictional numbers for numbers (digits with country code). None of them is one of `numbers`, no two are the same:
   * where the key gives the same for two, the one that is smaller gets it.
   */
  numbers(numbers: ReadonlySet<string>): Map<string, string> {
    if (numbers.size > (AREA_CODES.length * A_CODE) / 2) {
      throw new InputError(`--mask: ${numbers.size} phone numbers are more than there are fictional ones`);
    }
    const taken = new Set<string>();
    const isOriginal = new Set([...numbers].map(national));
    return new Map(
      [...numbers].toSorted().map((number) => {
        let index = this.#draw('number', number).readUInt32BE();
        while (taken.has(fictional(index)) || isOriginal.has(national(fictional(index)))) index += 1;
        taken.add(fictional(index));
        return [number, fictional(index)];
      }),
    );
  }

  /** For a token, a name, an address: 16 hexadecimal digits. */
  hash(text: string): string {
    return this.#draw('text', text).toString('hex', 0, 8);
  }

  /** Other digits, as many. */
  digits(digits: string): string {
    const drawn = this.#draw('digits', digits);
    const other = [...digits].map((_digit, at) => (drawn[at % drawn.length] ?? 0) % 10).join('');
    return other === digits ? [...digits].map((digit) => (Number(digit) + 1) % 10).join('') : other;
  }

  #draw(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.#key).update(`${purpose}\n${text}`).digest();
  }
}

/** As it may stand without its country code. */
function national(number: string): string {
  return number.slice(-10);
}

function fictional(index: number): string {
  const slot = index % (AREA_CODES.length * A_CODE);
  const code = AREA_CODES[Math.floor(slot / A_CODE)] ?? '206';
  return `1${code}55501${String(slot % A_CODE).padStart(2, '0')}`;
}
