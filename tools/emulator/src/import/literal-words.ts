import type { Read } from './literal-read.ts';

const BLANKS = /\s*/y;
const NUMBER = /[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?)n?(?![\w.:-])/y;
const DECIMAL = /Decimal\('([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)'\)/y;
const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/y;
const WORD = /[+-]?[\p{ID_Start}$_][\p{ID_Continue}$.]{0,100}/uy;
const REFERENCE = /<ref \*\d{1,6}> ?/y;
const MORE = /\.\.\. \d{1,10} more (?:items?|characters?)|<\d{1,10} empty items?>/y;
/** A call or a collection: `datetime.datetime(2026, 1, 5)`, `Map(1) {…}`, `Symbol(x)`. */
const CALL = /[\p{ID_Start}$_][\p{ID_Continue}$.]{0,100}\([^()]{0,500}\)/uy;
const OPAQUE =
  /\[(?:Object|Array|Getter|Setter|Getter\/Setter|Date|Symbol|Map|Set)\]|\[(?:Circular|Function|AsyncFunction|class|Object|[A-Z]\w{0,100})[ :*][^\]\n"'{}]{0,200}\]/y;

/** How each of them begins, where the text ends before it does. */
const CUT = [
  /[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d*)?)?$/y,
  /\d{4}-[\dT:.-]{0,20}$/y,
  /[\p{ID_Start}$_][\p{ID_Continue}$.]{0,100}\([^()]{0,500}$/uy,
  /<[\w *]{0,24}$/y,
  /\.{1,3}(?: [\w ]{0,30})?$/y,
  /\[(?:Circular|Function|AsyncFunction|class|Object|[A-Z]\w{0,100})[ :*][^\]\n"'{}]{0,200}$/y,
];
/** The longest that is recognised. */
const LONGEST_CUT = 602;

type Word =
  | { type: 'value'; value: unknown; end: number }
  /** Says what kind of object follows. */
  | { type: 'name'; text: string; end: number }
  /** `<ref *1>` before an object that refers to itself. */
  | { type: 'reference'; end: number }
  | { type: 'left-out'; text: string; end: number };

const VALUES: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  NaN: null,
  Infinity: null,
  '-Infinity': null,
  inf: null,
  '-inf': null,
  nan: null,
  undefined: undefined,
};

export function skipBlanks(text: string, at: number): number {
  return match(BLANKS, text, at)?.end ?? at;
}

export function numberAt(text: string, at: number): Read<unknown> | undefined {
  const time = match(ISO_TIME, text, at);
  if (time) return time;
  const number = match(NUMBER, text, at);
  return number && { value: Number(number.value.replace(/n$/, '')), end: number.end };
}

/** A word that stands for a value, for the kind of what follows, or for what was left out. */
export function wordAt(text: string, at: number): Word | undefined {
  DECIMAL.lastIndex = at;
  const [decimal, digits] = DECIMAL.exec(text) ?? [];
  if (decimal !== undefined) return { type: 'value', value: Number(digits), end: at + decimal.length };
  const out = match(CALL, text, at) ?? match(MORE, text, at);
  if (out) return { type: 'left-out', text: out.value, end: out.end };
  const reference = match(REFERENCE, text, at);
  if (reference) return { type: 'reference', end: reference.end };
  const name = match(WORD, text, at);
  if (!name) return undefined;
  if (Object.hasOwn(VALUES, name.value)) return { type: 'value', value: VALUES[name.value], end: name.end };
  return { type: 'name', text: name.value, end: name.end };
}

/** `[Object]`, `[Circular *1]`, `[Function: f]`: what util.inspect prints for what it does not. */
export function opaqueAt(text: string, at: number): Read<string> | undefined {
  return match(OPAQUE, text, at);
}

/** Whether the text ends in the middle of a number, a time, or a word that would be whole if it went on. */
export function isCut(text: string, at: number): boolean {
  return text.length - at <= LONGEST_CUT && CUT.some((pattern) => match(pattern, text, at) !== undefined);
}

function match(pattern: RegExp, text: string, at: number): Read<string> | undefined {
  pattern.lastIndex = at;
  const [value] = pattern.exec(text) ?? [];
  return value === undefined ? undefined : { value, end: at + value.length };
}
