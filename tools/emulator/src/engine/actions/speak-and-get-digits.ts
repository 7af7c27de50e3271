import { collectDigits } from './collect-digits.ts';
import { type ActionDefinition, always } from './definition.ts';
import { spoken } from './speak.ts';

export const speakAndGetDigits: ActionDefinition<'SpeakAndGetDigits'> = {
  reports: always,
  interruptible: false,
  answers: true,
  legs: 'any',
  onHangup: 'failure',
  start(run) {
    const { SpeechParameters, FailureSpeechParameters } = run.parameters;
    // What the failure prompt does not say it takes from the prompt.
    const failure = spoken({ ...SpeechParameters, ...FailureSpeechParameters });
    collectDigits(run, run.parameters, spoken(SpeechParameters), failure);
  },
};
