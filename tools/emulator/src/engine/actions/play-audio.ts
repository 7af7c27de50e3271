import type { Sound } from '../ports.ts';
import { withAudio } from './audio.ts';
import { type ActionDefinition, atEnd } from './definition.ts';
import { numberOf } from './parameters.ts';

export const playAudio: ActionDefinition<'PlayAudio'> = {
  reports: atEnd,
  interruptible: true,
  answers: true,
  legs: 'any',
  onHangup: 'nothing',
  start(run) {
    const { AudioSource, PlaybackTerminators = [], Repeat } = run.parameters;
    const terminators: readonly string[] = PlaybackTerminators;
    run.onDigit = (digit) => {
      if (!terminators.includes(digit)) return false;
      run.succeed();
      return true;
    };
    const playTimes = (left: number, sound: Sound): void => {
      run.play(sound, () => (left > 1 ? playTimes(left - 1, sound) : run.succeed()));
    };
    withAudio(run, AudioSource, (sound) => playTimes(numberOf(Repeat, 1), sound));
  },
};
