import { expect, test } from '@jest/globals';
import { failingActions } from './action-fault.ts';

test('the nth action of a type fails, in every call for itself', () => {
  const failure = { errorType: 'CallNotAnswered', errorMessage: 'Call not answered' };
  const fails = failingActions([{ action: 'CallAndBridge', nth: 2, ...failure }]);
  const outcomes = [
    fails('CallAndBridge', 'a'),
    fails('Speak', 'a'),
    fails('CallAndBridge', 'b'),
    fails('CallAndBridge', 'a'),
    fails('CallAndBridge', 'a'),
  ];
  expect(outcomes.map((outcome) => outcome?.errorType)).toEqual([
    undefined,
    undefined,
    undefined,
    'CallNotAnswered',
    undefined,
  ]);
});
