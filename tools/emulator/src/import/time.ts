const DATE =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)?(?: \((Z|[+-]\d\d:\d\d)\))?$/;

/**
 * Milliseconds since 1970 of a time in a log: ISO 8601 and what logging libraries make of it (a space for the T, a
 * comma before milliseconds), UTC if it names no zone; or a number of milliseconds or seconds.
 */
export function parseTime(time: unknown): number | undefined {
  if (typeof time === 'number') return ofNumber(time);
  if (typeof time !== 'string') return undefined;
  if (/^\d{10,13}(\.\d+)?$/.test(time)) return ofNumber(Number(time));
  const [, date, clock, fraction = '', zone, otherZone] = DATE.exec(time) ?? [];
  if (date === undefined || clock === undefined) return undefined;
  const offset = (zone ?? otherZone ?? 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const ms = Date.parse(`${date}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** From 2001 on. */
function ofNumber(time: number): number | undefined {
  if (time >= 1e12 && time < 1e13) return Math.floor(time);
  return time >= 1e9 && time < 1e10 ? Math.floor(time * 1_000) : undefined;
}
