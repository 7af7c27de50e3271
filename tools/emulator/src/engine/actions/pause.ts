import { type ActionDefinition, atEnd } from './definition.ts';
import { numberOf } from './parameters.ts';

export const pause: ActionDefinition<'Pause'> = {
  reports: atEnd,
  interruptible: true,
  answers: false,
  legs: 'any',
  onHangup: 'nothing',
  start(run) {
    const duration = numberOf(run.parameters.DurationInMilliseconds, 0);
    if ((duration < 100 || duration > 30_000) && run.transaction.openPoint('strictPause')) {
      run.fail('InvalidActionParameter', 'The Duration parameter is invalid.');
      return;
    }
    run.wait(duration, () => run.succeed());
  },
};
