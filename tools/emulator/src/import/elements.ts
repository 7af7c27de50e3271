import { MAX_LINE_CHARACTERS, type Line } from './lines.ts';

/** An element of the outer list of a JSON document, as text, and the line where it begins. */
export type Element = { line: number } & ({ text: string } | { why: 'too-long' | 'cut-off' });

/**
 * The objects and lists in the outer list of JSON documents (`[…]` or `{"events": […]}`), which may follow one another.
 * Brackets are all that is looked at; what an element says is for its reader to judge.
 */
export async function* elementsOf(lines: AsyncIterable<Line>): AsyncGenerator<Element> {
  /** The brackets that are open, outermost first. */
  const open: string[] = [];
  let inText = false;
  let element: { line: number; base: number; parts: string[]; length: number } | undefined;
  for await (const { number, text } of lines) {
    if (text === undefined) {
      yield { line: number, why: 'too-long' };
      continue;
    }
    let from = 0;
    for (const { at, token } of tokensOf(text)) {
      if (token === '"') inText = !inText;
      if (inText || token === '"') continue;
      if (token === '{' || token === '[') {
        if (!element && (isOuterList(open) || (open.length === 0 && !isContainer(text.slice(at, at + 100))))) {
          element = { line: number, base: open.length, parts: [], length: 0 };
          from = at;
        }
        open.push(token);
      } else {
        open.pop();
        if (element && open.length <= element.base) {
          element.parts.push(text.slice(from, at + 1));
          if (element.length <= MAX_LINE_CHARACTERS) yield { line: element.line, text: element.parts.join('\n') };
          else yield { line: element.line, why: 'too-long' };
          element = undefined;
        }
      }
    }
    if (!element) continue;
    element.length += text.length - from;
    if (element.length <= MAX_LINE_CHARACTERS) element.parts.push(text.slice(from));
    else element.parts = [];
  }
  if (element) yield { line: element.line, why: 'cut-off' };
}

/** What `aws logs filter-log-events`, `get-log-events`, `get-query-results` and subscriptions put first. */
const KEYS = 'events|results|searchedLogStreams|nextToken|nextForwardToken|queryLanguage|statistics|status|logEvents';
const CONTAINER = new RegExp(String.raw`^(\[|\{\s*($|"(${KEYS})"\s*:))`);

/** Whether a list of log events begins here, or an object around one. */
export function isContainer(text: string): boolean {
  return CONTAINER.test(text);
}

/** Inside `[` or inside `{"…": [`. */
function isOuterList(open: readonly string[]): boolean {
  return open.at(-1) === '[' && (open.length === 1 || (open.length === 2 && open[0] === '{'));
}

/** A backslash and what it escapes are passed over. */
function* tokensOf(text: string): Generator<{ at: number; token: string }> {
  const tokens = /["{}[\]]|\\./g;
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const [token] = found;
    if (token.length === 1) yield { at: found.index, token };
  }
}
