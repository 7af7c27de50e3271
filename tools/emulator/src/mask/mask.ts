import { matches, parsePattern } from '../replay/path-pattern.ts';
import type { Trace } from '../trace/schema.ts';
import { digitsOf, numbersIn, respelt } from './find-numbers.ts';
import { NumberMask } from './number-mask.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { SecretMask, SHORTEST_SECRET } from './secret-mask.ts';
import { isPerson, secretsIn } from './secrets.ts';
import { mapped, visitAll, type Path } from './walk.ts';

export interface MaskOptions {
  /** The same key gives the same stand-ins. */
  key: string;
  /** Digits that somebody keyed in are masked from so many on; shorter ones are choices of a menu. */
  minDigits: number;
  /** Paths such as `event.CallDetails.TransactionAttributes.name` whose values are masked as a whole. */
  paths: readonly string[];
}

const ADDRESS = /([^\s<>"'(),:;[\]\\@{}=]+)(@|%40)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?/g;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Settings of an action, which are never what somebody has keyed in. */
const SETTING = /Milliseconds$|Seconds$|NumberOfDigits$|^Repeat$|^SipResponseCode$/;

/**
 * Traces without what points to people: phone numbers, tokens, e-mail and SIP addresses, longer keyed digits. The same
 * thing has the same stand-in wherever it stands, in keys too, so the calls stay what they were.
 * @throws {InputError} a path can't be read, or there are too many phone numbers
 */
export function maskTraces(traces: readonly Trace[], options: MaskOptions): Trace[] {
  const patterns = options.paths.map(parsePattern);
  const isNamed = (path: Path): boolean => patterns.some((pattern) => matches(pattern, path.slice(2)));
  const pseudonyms = new Pseudonyms(options.key);
  const found = find(traces, options.minDigits, isNamed);
  const numbers = new NumberMask(pseudonyms.numbers(found.numbers));
  const standIn = (secret: string): string => `masked-${pseudonyms.hash(secret)}`;
  const secrets = new SecretMask(found.secrets, standIn);
  const codes = [...found.codes].map((code): [RegExp, string] => [spelt(code), pseudonyms.digits(code)]);

  const masked = (text: string): string => {
    if (UUID.test(text) && !found.secrets.has(text)) return text;
    const hidden = secrets.apply(text);
    let [written, done] = ['', 0];
    for (const found of hidden.matchAll(ADDRESS)) {
      written += numbers.apply(hidden.slice(done, found.index)) + address(found[1] ?? '', found[2] ?? '@');
      done = found.index + found[0].length;
    }
    return written + numbers.apply(hidden.slice(done));
  };
  const address = (user: string, at: string): string => {
    const number = numbers.apply(user);
    return `${number === user ? `person-${pseudonyms.hash(user)}` : number}${at}example.com`;
  };
  const value = (one: string | number, path: Path): unknown => {
    if (isNamed(path) || isPerson(path)) return standIn(String(one));
    if (typeof one === 'number') {
      const other = numbers.apply(String(one));
      return other === String(one) ? one : Number(other);
    }
    const isSetting = SETTING.test(String(path.at(-1)));
    if (isSetting) return one;
    return codes.reduce((text, [code, digits]) => text.replace(code, (found) => respelt(found, digits)), masked(one));
  };
  return traces.map((trace) => ({
    ...(mapped(trace, value, masked, []) as Trace),
    transactionId: trace.transactionId,
  }));
}

interface Found {
  numbers: Set<string>;
  secrets: Set<string>;
  codes: Set<string>;
}

function find(traces: readonly Trace[], minDigits: number, isNamed: (path: Path) => boolean): Found {
  const found: Found = { numbers: new Set(), secrets: new Set(), codes: new Set() };
  for (const trace of traces) {
    visitAll(trace, (value, path) => {
      const text = String(value);
      if (isNamed(path)) return void (text.length >= SHORTEST_SECRET && found.secrets.add(text));
      const numbers = numbersIn(text);
      for (const number of numbers) found.numbers.add(number);
      if (typeof value === 'number') return;
      if (path.at(-1) === 'ReceivedDigits' && numbers.length === 0 && isCode(text, minDigits))
        found.codes.add(digitsOf(text));
      for (const secret of secretsIn(text, path)) found.secrets.add(secret);
    });
  }
  return found;
}

function isCode(keyed: string, minDigits: number): boolean {
  return digitsOf(keyed).length >= minDigits;
}

/** The digits as such, also one by one as speech says them, and not as a part of others. */
function spelt(code: string): RegExp {
  const keys = [...code].join(String.raw`[\s,.-]{0,2}`);
  return new RegExp(String.raw`(?<!\d)${keys}(?!\d)`, 'g');
}
