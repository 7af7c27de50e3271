import { InputError, messageOf } from '../errors.ts';
import { deeperThan, MAX_DEPTH } from './depth.ts';
import { traceSchema, type Trace } from './schema.ts';

/** The traces of a file, and how they stand in it: one object, a list, or an object a line. */
export interface TraceFile {
  layout: 'one' | 'list' | 'lines';
  traces: Trace[];
}

/**
 * Reads what `patchbay call --json` or `patchbay import` printed. What the schema does not know is kept.
 * @throws {InputError} the file is not JSON, or not a trace: where, and what is allowed
 */
export function parseTraces(text: string, file: string): TraceFile {
  const whole = parseJson(text);
  if ('value' in whole) {
    const { value } = whole;
    if (!Array.isArray(value)) return { layout: 'one', traces: [checked(value, file)] };
    const list = value as unknown[];
    return { layout: 'list', traces: list.map((one, index) => checked(one, `${file}[${index}]`)) };
  }
  const lines = text.split('\n').map((line, index) => [line.trim(), `${file}:${index + 1}`] as const);
  const written = lines.filter(([line]) => line !== '');
  if (written.length < 2 || !('value' in parseJson(written[0]?.[0] ?? ''))) {
    throw new InputError(`${file}: not JSON: ${whole.problem}`);
  }
  return { layout: 'lines', traces: written.map(([line, place]) => traceOfLine(line, place)) };
}

/** The text of a file as it was laid out. */
export function traceFileText({ layout, traces }: TraceFile): string {
  if (layout === 'lines') return traces.map((trace) => `${JSON.stringify(trace)}\n`).join('');
  return `${JSON.stringify(layout === 'one' ? traces[0] : traces, undefined, 2)}\n`;
}

function traceOfLine(line: string, place: string): Trace {
  const parsed = parseJson(line);
  if ('problem' in parsed) throw new InputError(`${place}: not JSON: ${parsed.problem}`);
  return checked(parsed.value, place);
}

function checked(value: unknown, place: string): Trace {
  if (deeperThan(value)) throw new InputError(`${place}: nested deeper than ${MAX_DEPTH}`);
  const result = traceSchema.safeParse(value);
  // The value itself, not a copy made by the schema: a rewritten file differs only where it was meant to.
  if (result.success) return value as Trace;
  const lines = result.error.issues.map(({ path, message }) => `${place}: ${path.map(String).join('.')}: ${message}`);
  throw new InputError([`${place}: not a trace (see schemas/trace.json)`, ...lines.slice(0, 10)].join('\n'));
}

function parseJson(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}
