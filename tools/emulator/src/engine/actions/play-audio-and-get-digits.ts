import { withAudio } from './audio.ts';
import { collectDigits } from './collect-digits.ts';
import { type ActionDefinition, always } from './definition.ts';

export const playAudioAndGetDigits: ActionDefinition<'PlayAudioAndGetDigits'> = {
  reports: always,
  interruptible: false,
  answers: true,
  legs: 'any',
  onHangup: 'failure',
  start(run) {
    const { AudioSource, FailureAudioSource } = run.parameters;
    withAudio(run, AudioSource, (prompt) => {
      withAudio(run, FailureAudioSource, (failure) => collectDigits(run, run.parameters, prompt, failure));
    });
  },
};
