import { expect, test } from '@jest/globals';
import { parseSchedule } from './expression.ts';

const start = Date.parse('2026-01-05T09:00:30Z');

function runs(expression: string, count: number, timeZone?: string): string[] {
  const next = parseSchedule(expression, start, timeZone);
  const times: string[] = [];
  for (let at: number | undefined = start; times.length < count;) {
    at = next(at);
    if (at === undefined) break;
    times.push(new Date(at).toISOString());
  }
  return times;
}

test.each<[string, string[]]>([
  ['rate(1 minute)', ['2026-01-05T09:01:30.000Z', '2026-01-05T09:02:30.000Z']],
  ['rate(5 minutes)', ['2026-01-05T09:05:30.000Z', '2026-01-05T09:10:30.000Z']],
  ['rate(2 days)', ['2026-01-07T09:00:30.000Z', '2026-01-09T09:00:30.000Z']],
  ['cron(0/15 * * * ? *)', ['2026-01-05T09:15:00.000Z', '2026-01-05T09:30:00.000Z']],
  ['cron(0 18 ? * MON-FRI *)', ['2026-01-05T18:00:00.000Z', '2026-01-06T18:00:00.000Z']],
  ['cron(0 8 ? * 2 *)', ['2026-01-12T08:00:00.000Z', '2026-01-19T08:00:00.000Z']],
  ['cron(30 10 ? * 6L *)', ['2026-01-30T10:30:00.000Z', '2026-02-27T10:30:00.000Z']],
  ['cron(30 10 ? * 6#3 *)', ['2026-01-16T10:30:00.000Z', '2026-02-20T10:30:00.000Z']],
  ['cron(0 0 L * ? *)', ['2026-01-31T00:00:00.000Z', '2026-02-28T00:00:00.000Z']],
  ['cron(0 10 1 1 ? 2027)', ['2027-01-01T10:00:00.000Z']],
])('%s', (expression, times) => {
  expect(runs(expression, 2)).toEqual(times);
});

test('a cron expression follows its time zone', () => {
  expect(runs('cron(0 9 * * ? *)', 1, 'America/New_York')).toEqual(['2026-01-05T14:00:00.000Z']);
});

test.each([
  ['every 5 minutes', 'write rate'],
  ['rate(0 minutes)', 'positive number'],
  ['rate(5 seconds)', 'minute(s), hour(s) or day(s)'],
  ['rate(1 minutes)', 'singular for 1'],
  ['rate(5 minute)', 'plural otherwise'],
  ['cron(0 9 * * ?)', 'six fields'],
  ['cron(0 9 * * * *)', 'must be ?'],
  ['cron(0 9 ? * ? *)', 'must be ?'],
  ['cron(0 25 * * ? *)', 'cron(0 25 * * ? *)'],
])('%s is refused', (expression, message) => {
  expect(() => parseSchedule(expression, start)).toThrow(message);
});
