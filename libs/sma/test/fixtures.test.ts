import { describe, expect, test } from '@jest/globals';
import {
  actionTypes,
  checkAction,
  checkEvent,
  checkResponse,
  eventTypes,
  parseEvent,
  type Problem,
} from '../src/index.ts';
import { fixtures } from './fixtures.ts';

const checks: Record<string, (input: unknown) => Problem[]> = {
  actions: checkAction,
  events: checkEvent,
  responses: (input) => checkResponse(input),
};

describe.each(Object.entries(checks))('%s', (kind, check) => {
  test.each(fixtures(`${kind}/good`))('takes $file: $name', ({ input }) => {
    expect(check(input)).toEqual([]);
  });

  test.each(fixtures(`${kind}/bad`))('$file: $name', ({ input, problems }) => {
    expect(problems).not.toHaveLength(0);
    expect(check(input)).toEqual(problems);
  });
});

test('there is a good fixture, and there are several bad ones, of every action', () => {
  const named = (quality: string, kind: string) =>
    fixtures(`actions/${quality}`).filter(({ input }) => (input as { Type?: string }).Type === kind).length;

  for (const type of actionTypes) {
    expect({ type, good: named('good', type) > 0, bad: named('bad', type) >= 3 }).toEqual({
      type,
      good: true,
      bad: true,
    });
  }
});

test('there is a good fixture, and there are several bad ones, of every event', () => {
  const named = (quality: string, kind: string) =>
    fixtures(`events/${quality}`).filter(
      ({ input }) => (input as { InvocationEventType?: string } | null)?.InvocationEventType === kind,
    ).length;

  for (const type of eventTypes) {
    expect({ type, good: named('good', type) > 0, bad: named('bad', type) >= 2 }).toEqual({
      type,
      good: true,
      bad: true,
    });
  }
});

test.each(fixtures('events/bad'))('parseEvent throws what is wrong with $file', ({ input, problems }) => {
  expect(() => parseEvent(input)).toThrow(
    expect.objectContaining({ name: 'SmaError', code: 'invalid-event', problems }),
  );
});
