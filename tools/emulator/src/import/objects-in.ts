import { literalAt } from './literal.ts';

export interface Objects {
  values: unknown[];
  /** Where an object begins whose end is not in the text. */
  open?: number;
}

/** A bracket that an object may begin with, by what follows it. */
const START = /\{\s*(?=["'`}\w$\P{ASCII}]|$)/gu;
/** Brackets in a text that turn out to be something else. */
const MAX_FAILURES = 1_000;

/** The objects that are written in a text, in any notation, one after the other. */
export function objectsIn(text: string): Objects {
  const json = asJson(text);
  if (json) return { values: [json.value] };
  const values: unknown[] = [];
  let failures = 0;
  for (let at = startFrom(text, 0); at !== undefined && failures < MAX_FAILURES;) {
    const literal = literalAt(text, at);
    if (literal.type === 'incomplete') return { values, open: at };
    if (literal.type === 'value') values.push(literal.value);
    else failures += 1;
    at = startFrom(text, literal.type === 'value' ? literal.end : Math.max(at + 1, literal.at));
  }
  return { values };
}

function startFrom(text: string, from: number): number | undefined {
  START.lastIndex = from;
  return START.exec(text)?.index;
}

/** Most logs are JSON, which the engine reads faster. */
function asJson(text: string): { value: unknown } | undefined {
  const start = text.indexOf('{');
  if (start === -1 || !/\}\s*$/.test(text.slice(-20))) return undefined;
  try {
    return { value: JSON.parse(text.slice(start)) as unknown };
  } catch {
    return undefined;
  }
}
