import { Cron } from 'croner';
import { LocalError } from '../errors.ts';

/** When a schedule is due next, strictly after `after`; both are milliseconds since the epoch. Undefined when never again. */
export type NextRun = (after: number) => number | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(5 minutes)` or `cron(0 9 ? * MON-FRI *)` (EventBridge User Guide, "Schedule expressions"). A rate counts
 * from `start`, the moment at which the rule was made.
 */
export function parseSchedule(expression: string, start: number, timeZone = 'UTC'): NextRun {
  const [, kind, body] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate' && body !== undefined) return rate(expression, body, start);
  if (kind === 'cron' && body !== undefined) return cron(expression, body, timeZone);
  throw wrong(expression, 'write rate(5 minutes) or cron(0 9 ? * MON-FRI *)');
}

function rate(expression: string, body: string, start: number): NextRun {
  const [, value, unit, plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const unitMs = UNIT_MS[unit ?? ''];
  if (!value || !unitMs) throw wrong(expression, 'a rate is a positive number and minute(s), hour(s) or day(s)');
  if ((value === '1') !== (plural === '')) throw wrong(expression, 'the unit is singular for 1 and plural otherwise');
  const everyMs = Number(value) * unitMs;
  return (after) => start + (Math.floor((after - start) / everyMs) + 1) * everyMs;
}

function cron(expression: string, body: string, timeZone: string): NextRun {
  const fields = body.split(/\s+/);
  if (fields.length !== 6)
    throw wrong(expression, 'cron has six fields: minutes, hours, day of month, month, day of week, year');
  const [, , dayOfMonth, , dayOfWeek] = fields;
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    throw wrong(expression, 'one of day of month and day of week must be ?, the other not');
  const pattern = ['0', ...fields].map((field) => (field === '?' ? '*' : field)).join(' ');
  try {
    // AWS counts days of the week from SUN = 1, as Quartz does.
    const schedule = new Cron(pattern, { timezone: timeZone, alternativeWeekdays: true, sloppyRanges: true });
    return (after) => schedule.nextRun(new Date(after))?.getTime();
  } catch (cause) {
    throw wrong(expression, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function wrong(expression: string, what: string, cause?: unknown): LocalError {
  return new LocalError('CONFIGURATION', `Schedule ${expression}: ${what}.`, { cause });
}
