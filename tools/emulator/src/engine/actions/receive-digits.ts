import { DigitListener } from '../digit-listener.ts';
import { type ActionDefinition, atEnd } from './definition.ts';
import { digitsRegex } from './digits-regex.ts';
import { numberOf } from './parameters.ts';

/** Only registers: DIGITS_RECEIVED follows whenever what was pressed matches. */
export const receiveDigits: ActionDefinition<'ReceiveDigits'> = {
  reports: atEnd,
  interruptible: false,
  answers: false,
  legs: 'any',
  onHangup: 'nothing',
  start(run) {
    const { leg, parameters, transaction } = run;
    let matches = 0;
    const matched = (digits: string): void => {
      if (transaction.context.switches.receiveDigitsOneShot) delete leg.listener;
      else if (matches++ > 0) transaction.openPoint('receiveDigitsOneShot');
      transaction.send({
        type: 'DIGITS_RECEIVED',
        leg,
        actionData: { ...run.echo(), ReceivedDigits: digits },
      });
    };
    leg.listener?.close();
    leg.listener = new DigitListener(
      run.ports.clock,
      {
        regex: digitsRegex(parameters.InputDigitsRegex),
        inBetweenMs: numberOf(parameters.InBetweenDigitsDurationInMilliseconds, 0),
        flushMs: numberOf(parameters.FlushDigitsDurationInMilliseconds, 0),
      },
      matched,
    );
    run.succeed({ ReceivedDigits: '' });
  },
};
