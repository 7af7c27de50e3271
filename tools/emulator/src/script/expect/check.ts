import type { CallJson, LegJson } from '../../trace/to-json.ts';
import type { Expectation, LegExpectation, Pattern, PlacedExpectation } from './expectation.ts';
import { ANY_EVENTS } from './schema.ts';

/** What an expectation is compared with. */
export interface Seen {
  /** The caller's call; undefined when it was never placed. */
  call: CallJson | undefined;
  attributes: Readonly<Record<string, unknown>>;
  /** What the phone in question heard, in order. */
  heard: readonly string[];
  /** Calls that the API created, oldest first. */
  placed: readonly { from: string; to: string }[];
}

export interface Mismatch {
  what: string;
  expected: string;
  got: string;
}

/** Whatever is not as it was expected. */
export function mismatches(expectation: Expectation, seen: Seen): Mismatch[] {
  const { heard, events, attributes, legs, diagnostics, placed } = expectation;
  return [
    ...(heard && !inOrder(heard, seen.heard) ? [mismatch('heard', heard, seen.heard.map(quoted))] : []),
    ...(events ? eventsDiffer(events, eventsOf(seen.call)) : []),
    ...Object.entries(attributes ?? {}).flatMap(([name, pattern]) => attributeDiffers(name, pattern, seen.attributes)),
    ...(legs ? legsDiffer(legs, seen.call?.legs ?? []) : []),
    ...(diagnostics ?? []).flatMap((code) => {
      const found = seen.call?.diagnostics.map((one) => one.code) ?? [];
      return found.includes(code) ? [] : [mismatch('diagnostics', [code], found)];
    }),
    ...(placed ? placedDiffer(placed, seen.placed) : []),
  ];
}

/** The events of a call as scripts write them, each once however often it was delivered. */
export function eventsOf(call: Pick<CallJson, 'events'> | undefined): string[] {
  const first = new Map((call?.events ?? []).toReversed().map(({ event }) => [event.Sequence, event]));
  return [...first.values()]
    .toSorted((a, b) => a.Sequence - b.Sequence)
    .map((event) => {
      const action = 'ActionData' in event ? event.ActionData : undefined;
      const type = typeof action === 'object' && 'Type' in action ? action.Type : undefined;
      return type === undefined ? event.InvocationEventType : `${event.InvocationEventType} ${type}`;
    });
}

function eventsDiffer(expected: readonly string[], got: readonly string[]): Mismatch[] {
  return sequence(expected, got) ? [] : [mismatch('events', expected, got)];
}

function sequence(expected: readonly string[], got: readonly string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return got.length === 0;
  if (first === ANY_EVENTS) return got.some((_, from) => sequence(rest, got.slice(from))) || rest.length === 0;
  const [event, ...others] = got;
  return event !== undefined && (event === first || event.startsWith(`${first} `)) && sequence(rest, others);
}

function inOrder(expected: readonly Pattern[], got: readonly string[]): boolean {
  let from = 0;
  return expected.every((pattern) => {
    const found = got.findIndex((text, index) => index >= from && partOf(pattern, text));
    from = found + 1;
    return found >= 0;
  });
}

function partOf(pattern: Pattern, text: string): boolean {
  return typeof pattern === 'string' ? text.toLowerCase().includes(pattern.toLowerCase()) : pattern.test(text);
}

function attributeDiffers(name: string, pattern: Pattern, all: Readonly<Record<string, unknown>>): Mismatch[] {
  const value = all[name];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text !== undefined && (typeof pattern === 'string' ? text === pattern : pattern.test(text))) return [];
  return [{ what: `attributes.${name}`, expected: String(pattern), got: text ?? 'none of that name' }];
}

function legsDiffer(expected: readonly LegExpectation[], got: readonly LegJson[]): Mismatch[] {
  const keys = [...new Set(expected.flatMap((leg) => Object.keys(leg) as (keyof LegExpectation)[]))];
  const same =
    expected.length === got.length &&
    expected.every((leg, n) => keys.every((key) => leg[key] === undefined || leg[key] === got[n]?.[key]));
  const words = (leg: LegExpectation): string => keys.map((key) => `${key} ${leg[key] ?? '-'}`).join(', ') || 'a leg';
  return same ? [] : [mismatch('legs', expected.map(words), got.map(words), '; ')];
}

function placedDiffer(expected: readonly PlacedExpectation[], got: readonly { from: string; to: string }[]) {
  const same =
    expected.length === got.length &&
    expected.every(({ to, from }, n) => to === got[n]?.to && (from === undefined || from === got[n].from));
  const words = ({ to, from }: PlacedExpectation): string => (from === undefined ? to : `${to} from ${from}`);
  return same ? [] : [mismatch('placed', expected.map(words), got.map(words))];
}

function mismatch(what: string, expected: readonly unknown[], got: readonly string[], separator = ', '): Mismatch {
  return { what, expected: listed(expected.map(String), separator), got: listed(got, separator) };
}

function listed(texts: readonly string[], separator: string): string {
  return texts.length === 0 ? 'nothing' : texts.join(separator);
}

function quoted(text: string): string {
  return `"${text}"`;
}
