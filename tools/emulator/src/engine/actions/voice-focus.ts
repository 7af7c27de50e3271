import { type ActionDefinition, atEnd } from './definition.ts';

export const voiceFocus: ActionDefinition<'VoiceFocus'> = {
  reports: atEnd,
  interruptible: false,
  answers: false,
  legs: 'any',
  needsCallId: true,
  onHangup: 'nothing',
  start(run) {
    const { transaction, leg } = run;
    if (!transaction.context.quotas.voiceFocus.take()) {
      transaction.diagnose('quota-exceeded', 'VoiceFocus: the account may do only so many a second.', leg);
      run.fail(
        'ActionExecutionThrottled',
        'Failed to run action. The maximum number of actions per second has been reached.',
      );
      return;
    }
    // "True" is seen in the wild and taken.
    leg.voiceFocus = String(run.parameters.Enable).toLowerCase() === 'true';
    run.ports.media.voiceFocus(leg.callId, leg.voiceFocus);
    run.succeed();
  },
};
