import { expect, test } from '@jest/globals';
import { commandOf, type HandsetCommand, type HandsetState } from './command.ts';

const numbers = ['+12065550100', '+12065550142'];
const number = (to: string): HandsetCommand => ({ type: 'dial', number: to });
const wrong = { type: 'wrong', message: expect.any(String) };

test.each<[state: HandsetState, line: string, command: unknown]>([
  ['idle', '', number('+12065550100')],
  ['idle', '2', number('+12065550142')],
  ['idle', ' +1 (206) 555-0199 ', number('+12065550199')],
  ['idle', '3', wrong],
  ['idle', '0', wrong],
  ['idle', '911', wrong],
  ['idle', 'hello', wrong],
  ['idle', 'q', { type: 'quit' }],
  ['idle', 'n', { type: 'numbers' }],
  ['calling', '', { type: 'nothing' }],
  ['calling', 'hello', wrong],
  ['calling', 'h', { type: 'hang-up' }],
  ['ringing', '', { type: 'answer' }],
  ['ringing', 'a', { type: 'answer' }],
  ['ringing', 'R', { type: 'reject' }],
  ['ringing', 'hello', wrong],
  ['connected', '', { type: 'nothing' }],
  ['connected', 'hello there', { type: 'say', text: 'hello there' }],
  ['connected', 'constructor', { type: 'say', text: 'constructor' }],
  ['connected', '12AB#', { type: 'press', keys: '12AB#' }],
  ['connected', 'A', { type: 'press', keys: 'A' }],
  ['connected', 'a', { type: 'answer' }],
  ['connected', 'h', { type: 'hang-up' }],
  ['connected', 'Q', { type: 'quit' }],
  ['connected', '?', { type: 'help' }],
])('%s: %j is %j', (state, line, command) => {
  expect(commandOf(line, { state, numbers, last: numbers[0] })).toEqual(command);
});

test('without a number to dial an empty line does nothing', () => {
  expect(commandOf('', { state: 'idle', numbers: [], last: undefined })).toEqual({ type: 'nothing' });
});
