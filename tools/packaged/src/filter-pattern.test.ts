import { expect, test } from '@jest/globals';
import { isFoundBy } from './filter-pattern.ts';

const line = JSON.stringify({ level: 'WARN', message: 'pairs swept', freed: 2 });

test.each([
  ['{ $.level = "WARN" }', true],
  ['{ $.level = "ERROR" }', false],
  ['{ $.level = "ERROR" || $.freed = 2 }', true],
  ['{ $.message = "pairs swept" && $.freed > 0 }', true],
  ['{ $.message = "pairs swept" && $.freed > 2 }', false],
  ['{ $.level > 0 }', false],
  ['{ $.missing = "x" }', false],
])('%s: %s', (pattern, found) => {
  expect(isFoundBy(pattern, line)).toBe(found);
});

test('what is no JSON is not found', () => {
  expect(isFoundBy('{ $.level = "WARN" }', 'START RequestId: 1')).toBe(false);
  expect(isFoundBy('{ $.level = "WARN" }', 'null')).toBe(false);
});

test.each(['ERROR', '{ $.a = x }', '{ ($.a = 1) }', '{ $.a.b = 1 }'])('%s is not understood', (pattern) => {
  expect(() => isFoundBy(pattern, line)).toThrow('not known here');
});
