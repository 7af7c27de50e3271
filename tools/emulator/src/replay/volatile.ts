import { matches, parsePattern, type JsonPath, type PathPattern } from './path-pattern.ts';

/**
 * What may differ between two runs of the same handler.
 * all: anything. new-ids: UUIDs that the event does not contain, so the handler or an API drew them; a CallId of the
 * event is never one. times: dates in ISO 8601, and seconds or milliseconds since 1970.
 */
export interface VolatileRule {
  path: string;
  what: 'all' | 'new-ids' | 'times';
  why: string;
}

export const defaultRules: readonly VolatileRule[] = [
  { path: 'Actions[*].Parameters.JoinToken', what: 'all', why: 'every attendee has a token of its own' },
  { path: 'TransactionAttributes.*oken*', what: 'all', why: 'join tokens that are kept with the call' },
  { path: '*', what: 'new-ids', why: 'meetings, attendees, recordings and keys are named anew in every run' },
  { path: 'TransactionAttributes', what: 'times', why: 'when something happened' },
];

export type Volatile = (path: JsonPath, recorded: unknown, now: unknown) => boolean;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const ISO_TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?/g;
/** 10 or 13 digits that begin with 1: from 2001 to 2033. */
const EPOCH = /^1\d{9}(\d{3}|\.\d+)?$/;

/**
 * Judges by rules whether a difference at a path is to be overlooked.
 * @param event as the function got it: its ids are not volatile
 * @throws {InputError} a path of a rule can't be read
 */
export function volatileBy(rules: readonly VolatileRule[]): (event: unknown) => Volatile {
  const compiled = rules.map(({ path, what }): [PathPattern, VolatileRule['what']] => [parsePattern(path), what]);
  return (event) => {
    let known: Set<string> | undefined;
    return (path, recorded, now) =>
      compiled.some(([pattern, what]) => {
        if (!matches(pattern, path)) return false;
        if (what === 'all') return true;
        if (what === 'times') return sameBut(withoutTimes, recorded, now);
        const ids = (known ??= new Set(JSON.stringify(event).toLowerCase().match(UUID)));
        return sameBut((text) => text.replace(UUID, (id) => (ids.has(id.toLowerCase()) ? id : '<id>')), recorded, now);
      });
  };
}

function sameBut(without: (text: string) => string, recorded: unknown, now: unknown): boolean {
  const [one, other] = [textOf(recorded), textOf(now)];
  return one !== undefined && other !== undefined && without(one) === without(other);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function withoutTimes(text: string): string {
  return EPOCH.test(text) ? '<time>' : text.replace(ISO_TIME, '<time>');
}
