import { literalAt } from './literal.ts';

export interface Objects {
  values: unknown[];
  /** Where an object begins whose end is not in the text. */
  open?: number;
}

/** The objects that are written in a text, in any notation, one after the other. */
export function objectsIn(text: string): Objects {
  const whole = text.indexOf('{');
  if (whole === -1) return { values: [] };
  const json = asJson(text.slice(whole));
  if (json) return { values: [json.value] };
  const values: unknown[] = [];
  for (let at = whole; at !== -1;) {
    const literal = literalAt(text, at);
    if (literal.type === 'incomplete') return { values, open: at };
    if (literal.type === 'value') values.push(literal.value);
    at = text.indexOf('{', literal.type === 'value' ? literal.end : Math.max(at + 1, literal.at));
  }
  return { values };
}

/** Most logs are JSON, which the engine reads faster. */
function asJson(text: string): { value: unknown } | undefined {
  if (!/\}\s*$/.test(text.slice(-20))) return undefined;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
