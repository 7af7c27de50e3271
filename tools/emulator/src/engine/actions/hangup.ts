import { endLeg, leaveMeeting } from '../leg-end.ts';
import { isConnected } from '../leg.ts';
import { type ActionDefinition, always } from './definition.ts';
import { numberOf } from './parameters.ts';

/**
 * Ends one leg. A meeting leg reports ACTION_SUCCESSFUL; every other one HANGUP, and for half of a bridge, as the open
 * point U4 says, ACTION_SUCCESSFUL too.
 */
export const hangup: ActionDefinition<'Hangup'> = {
  reports: always,
  interruptible: false,
  answers: false,
  legs: 'any',
  onHangup: 'nothing',
  start(run) {
    const { transaction, leg } = run;
    if (leg.kind === 'meeting' && leg.tag === 'LEG-B') {
      leaveMeeting(transaction, leg);
      run.succeed();
      return;
    }
    const sipCode = numberOf(run.parameters.SipResponseCode, 0);
    const bridged = leg.wasBridged === true && transaction.legs.some((other) => other !== leg && isConnected(other));
    const also = bridged ? transaction.openPoint('hangupAlsoSucceeds') : 'never';
    run.silent = also !== 'before';
    // The run is over first: what ends with the leg must not count as cut short.
    const succeeded = { type: 'ACTION_SUCCESSFUL', actionData: run.echo(), leg } as const;
    transaction.together(() => {
      run.succeed();
      endLeg(transaction, leg, sipCode, 'action');
      if (also === 'after') transaction.send(succeeded);
    });
  },
};
