import { LeftOut, unread, type Read } from './literal-read.ts';
import { isCut, skipBlanks } from './literal-words.ts';

const PLAIN = /[^\\"'`]+/y;
const CUT = /\.\.\. \d{1,10} more characters?/y;
const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([^]))/y;
const SHORT: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  a: '\x07',
};

/** A quoted text; util.inspect breaks long ones into several, with a + between them. */
export function stringAt(text: string, start: number): Read<string | LeftOut> {
  let { value, end } = quotedAt(text, start);
  for (;;) {
    CUT.lastIndex = end;
    const [cut] = CUT.exec(text) ?? [];
    if (cut !== undefined) return { value: new LeftOut(cut), end: end + cut.length };
    if (text[end] === '.' && isCut(text, end)) throw unread(text, text.length);
    const plus = skipBlanks(text, end);
    if (text[plus] !== '+') return { value, end };
    const next = skipBlanks(text, plus + 1);
    if (!isQuote(text[next])) throw unread(text, next);
    const more = quotedAt(text, next);
    [value, end] = [value + more.value, more.end];
  }
}

function quotedAt(text: string, start: number): Read<string> {
  const quote = text[start];
  const parts: string[] = [];
  let at = start + 1;
  while (text[at] !== quote) {
    if (at >= text.length) throw unread(text, at);
    if (text[at] === '\\') {
      ESCAPE.lastIndex = at;
      const found = ESCAPE.exec(text);
      if (!found) throw unread(text, text.length);
      parts.push(unescaped(found));
      at = ESCAPE.lastIndex;
    } else {
      PLAIN.lastIndex = at;
      // Another kind of quote is text as any other.
      const plain = PLAIN.exec(text)?.[0] ?? text.charAt(at);
      parts.push(plain);
      at += plain.length;
    }
  }
  return { value: parts.join(''), end: at + 1 };
}

function unescaped([, braced, four, eight, two, other = '']: readonly (string | undefined)[]): string {
  const hex = braced ?? four ?? eight ?? two;
  if (hex === undefined) return SHORT[other] ?? other;
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'" || character === '`';
}
