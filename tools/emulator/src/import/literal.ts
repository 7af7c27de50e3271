/**
 * Reads an object as it stands in a log: JSON, Python's repr of a dict, or what util.inspect of Node.js makes of one.
 */
import { MAX_DEPTH } from '../trace/depth.ts';
import { isCut, numberAt, opaqueAt, skipBlanks, wordAt } from './literal-words.ts';
import { LeftOut, unread, Unread, type Literal, type Read } from './literal-read.ts';
import { stringAt } from './literal-string.ts';

/** The object or list that begins at `start`. */
export function literalAt(text: string, start: number): Literal {
  try {
    return { type: 'value', ...valueAt(text, start, 0) };
  } catch (error) {
    if (error instanceof Unread) return error.literal;
    throw error;
  }
}

function valueAt(text: string, start: number, depth: number): Read<unknown> {
  const at = skipBlanks(text, start);
  if (isCut(text, at)) throw unread(text, text.length);
  switch (text[at]) {
    case '{':
      return objectAt(text, at, depth);
    case '[': {
      const opaque = opaqueAt(text, at);
      if (!opaque) return listAt(text, at, depth);
      // `[Object: null prototype] {`
      const behind = skipBlanks(text, opaque.end);
      if (opaque.value.includes('null prototype') && text[behind] === '{') return objectAt(text, behind, depth);
      return { value: new LeftOut(opaque.value), end: opaque.end };
    }
    case '"':
    case "'":
    case '`':
      return stringAt(text, at);
    default:
      return numberAt(text, at) ?? namedAt(text, at, depth);
  }
}

function namedAt(text: string, at: number, depth: number): Read<unknown> {
  const word = wordAt(text, at);
  if (!word) throw unread(text, at);
  const behind = skipBlanks(text, word.end);
  if (word.type === 'reference') return valueAt(text, behind, depth);
  // `ClassName {`
  if (word.type === 'name' && text[behind] === '{') return objectAt(text, behind, depth);
  return { value: word.type === 'value' ? word.value : new LeftOut(word.text), end: word.end };
}

function objectAt(text: string, start: number, depth: number): Read<unknown> {
  if (depth >= MAX_DEPTH) throw new Unread({ type: 'wrong', at: start });
  const entries: [string, unknown][] = [];
  let at = skipBlanks(text, start + 1);
  while (text[at] !== '}') {
    const key = keyAt(text, at);
    at = skipBlanks(text, key.end);
    if (text[at] !== ':') throw unread(text, at);
    const { value, end } = valueAt(text, at + 1, depth + 1);
    // A key whose value is undefined has no JSON.
    if (value !== undefined) entries.push([key.value, value]);
    at = afterComma(text, end, '}');
  }
  // fromEntries makes `__proto__` a key as any other.
  return { value: Object.fromEntries(entries), end: at + 1 };
}

function listAt(text: string, start: number, depth: number): Read<unknown> {
  if (depth >= MAX_DEPTH) throw new Unread({ type: 'wrong', at: start });
  const items: unknown[] = [];
  let at = skipBlanks(text, start + 1);
  while (text[at] !== ']') {
    const { value, end } = valueAt(text, at, depth + 1);
    items.push(value === undefined ? null : value);
    at = afterComma(text, end, ']');
  }
  return { value: items, end: at + 1 };
}

const KEY = /[\p{ID_Start}$_\d][\p{ID_Continue}$]{0,200}/uy;

function keyAt(text: string, at: number): Read<string> {
  if (text[at] === '"' || text[at] === "'" || text[at] === '`') {
    const { value, end } = stringAt(text, at);
    if (typeof value === 'string') return { value, end };
  }
  KEY.lastIndex = at;
  const [name] = KEY.exec(text) ?? [];
  if (name === undefined) throw unread(text, at);
  return { value: name, end: at + name.length };
}

/** Past a comma, or at the bracket that closes. */
function afterComma(text: string, end: number, close: string): number {
  const at = skipBlanks(text, end);
  if (text[at] === close) return at;
  if (text[at] !== ',') throw unread(text, at);
  return skipBlanks(text, at + 1);
}
