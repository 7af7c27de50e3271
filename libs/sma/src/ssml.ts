/** Speech Synthesis Markup Language, as Amazon Polly reads it for Speak. */

/** Markup that is safe to nest; made by `ssml` and `sayAs` only. */
export class Ssml {
  /** Without the surrounding speak element. */
  readonly body: string;

  constructor(body: string) {
    this.body = body;
  }

  /** What goes into Text. Never cut: over 1,000 characters the builders refuse it, so `shorten` what varies. */
  toString(): string {
    return `<speak>${this.body}</speak>`;
  }
}

type Interpolated = string | number | Ssml;

/** Text with markup. What is interpolated is escaped, unless it is itself markup. */
export function ssml(strings: TemplateStringsArray, ...values: readonly Interpolated[]): Ssml {
  return new Ssml(strings.map((text, i) => (i === 0 ? text : bodyOf(values[i - 1] ?? '') + text)).join(''));
}

function bodyOf(value: Interpolated): string {
  return value instanceof Ssml ? value.body : escapeSsml(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
export function escapeSsml(text: string): string {
  const written = Array.from(text).filter(isWritable).join('');
  return written.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** XML 1.0 has no way to write most control characters, nor halves of characters. */
function isWritable(character: string): boolean {
  if (/[\t\n\r]/.test(character)) return true;
  return character >= ' ' && !/[\uFFFE\uFFFF]|^\p{Surrogate}$/u.test(character);
}

/** How something is read out (Amazon Polly, say-as). */
export const sayAs = {
  /** A phone number, digit by digit, in groups. */
  telephone: (number: string) => as('telephone', number),
  /** Each digit by itself: codes, PINs. */
  digits: (digits: string | number) => as('digits', String(digits)),
  /** Letter by letter. */
  characters: (text: string) => as('characters', text),
};

function as(how: string, what: string): Ssml {
  return new Ssml(`<say-as interpret-as="${how}">${escapeSsml(what)}</say-as>`);
}

/** At most `length` characters of a text that someone else wrote, cut between characters. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let short = '';
  for (const character of text) {
    if (short.length + character.length >= length) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-Fa-f]+);/g;

/** Whether Polly could read it: one speak element, tags that close in order, no bare & or <. */
export function isWellFormedSsml(text: string): boolean {
  const open: string[] = [];
  let roots = 0;
  for (const [, closing, name = '', , empty] of text.matchAll(TAG)) {
    if (open.length === 0 && (closing !== '' || name !== 'speak' || ++roots > 1)) return false;
    if (closing !== '') {
      if (open.pop() !== name) return false;
    } else if (empty === '') open.push(name);
  }
  const bare = text.replace(TAG, '').replace(REFERENCE, '');
  const around = text.trim();
  return roots === 1 && open.length === 0 && !/[<&]/.test(bare) && around.startsWith('<') && around.endsWith('>');
}
