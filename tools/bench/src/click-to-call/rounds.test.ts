import { expect, test } from '@jest/globals';
import { counted, roundsOf, textOf } from './rounds.ts';

const sent = (operation: string, from: number, to: number) => ({ operation, from, to });

test('what begins before an answer does not wait for it; what begins with it does', () => {
  const rounds = roundsOf([
    sent('second', 51, 101),
    sent('first', 0, 50),
    sent('beside', 3, 54),
    sent('third', 101, 151),
    sent('after beside', 60, 110),
  ]);
  expect(textOf(rounds)).toBe('beside + first, then after beside + second, then third');
});

test('a late one counts from what it can have waited for', () => {
  const rounds = roundsOf([sent('a', 0, 50), sent('b', 52, 102), sent('c', 60, 110), sent('d', 104, 154)]);
  expect(rounds.map((round) => round.length)).toEqual([1, 2, 1]);
});

test('answers of the same moment are waited for by what comes later', () => {
  const rounds = roundsOf([sent('a', 0, 0), sent('b', 0, 0), sent('c', 0, 20), sent('d', 20, 40)]);
  expect(textOf(rounds)).toBe('a, then b, then c, then d');
});

test('nothing sent, no rounds', () => {
  expect(roundsOf([])).toEqual([]);
  expect(textOf([])).toBe('');
});

test('operations are counted by name', () => {
  expect(counted(['b', 'a', 'b'])).toBe('a + 2 b');
});
