import { type ActionDefinition, atEnd } from './definition.ts';
import { numberOf } from './parameters.ts';

export const sendDigits: ActionDefinition<'SendDigits'> = {
  reports: atEnd,
  interruptible: false,
  answers: false,
  legs: 'any',
  needsCallId: true,
  onHangup: 'nothing',
  start(run) {
    const { Digits, ToneDurationInMilliseconds } = run.parameters;
    const tone = numberOf(ToneDurationInMilliseconds, 250);
    const sending = run.ports.media.sendDigits(run.leg.callId, Digits, tone, () => run.succeed());
    run.until(() => sending.stop());
  },
};
