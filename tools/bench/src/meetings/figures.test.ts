import { expect, test } from '@jest/globals';
import { doneFor, figuresUntil, momentOf } from './figures.ts';

const sent = (operation: string, from: number, whom?: string, status = 200) => ({
  ...{ operation, from, to: from + 20, status, whom },
});
const CALL = 'CreateSipMediaApplicationCall';
const all = [
  sent('PutItem', 1_000),
  sent(CALL, 1_020, 'ann'),
  sent(CALL, 1_040, 'bob', 429),
  sent(CALL, 1_045, 'ann'),
  sent(CALL, 2_000, 'bob'),
  sent('SendEmail', 3_000, 'bob'),
];

test('people count once, and who was refused is not among them', () => {
  expect(doneFor(all, CALL)).toBe(2);
  expect(doneFor(all, CALL, 1_100)).toBe(1);
  expect([1, 2, 3].map((count) => momentOf(all, CALL, count))).toEqual([1_040, 2_020, undefined]);
});

test('until a moment counts what had begun before it', () => {
  expect(figuresUntil(all, 1_000, 2_020)).toEqual({
    ...{ requests: 5, depth: 4, seconds: 1.02 },
    detail: `4 ${CALL} + PutItem`,
  });
});
