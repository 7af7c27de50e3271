import { expect, test } from '@jest/globals';
import { meets } from './conditions.ts';

test.each([
  ['true', 'Equals', 'true', true],
  ['True', 'Equals', 'true', false],
  ['+1206', 'TextStartsWith', '+1', true],
  ['+1206', 'TextEndsWith', '+1', false],
  ['a-b', 'TextContains', '-', true],
  ['10', 'NumberGreaterThan', '9', true],
  ['9', 'NumberGreaterThan', '9', false],
  ['9.0', 'NumberGreaterOrEqualTo', '9', true],
  ['-1', 'NumberLessThan', '0', true],
  ['0', 'NumberLessOrEqualTo', '0', true],
  ['', 'NumberLessThan', '1', false],
  ['many', 'NumberGreaterOrEqualTo', '0', false],
] as const)('%j %s %j is %j', (value, operator, operand, expected) => {
  expect(meets(value, { operator, operand })).toBe(expected);
});
