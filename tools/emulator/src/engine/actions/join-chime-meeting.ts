import { MEETING_NUMBER } from '@patchbay/sma';
import { endLeg } from '../leg-end.ts';
import { type Leg, isConnected } from '../leg.ts';
import { takePlace } from '../meeting-places.ts';
import { type ActionDefinition, always } from './definition.ts';
import type { Run } from './run.ts';

export const joinChimeMeeting: ActionDefinition<'JoinChimeMeeting'> = {
  reports: always,
  interruptible: false,
  answers: true,
  legs: 'leg-a',
  onHangup: 'failure',
  start(run) {
    const { transaction, ports } = run;
    if (isConnected(transaction.legB)) {
      run.failCombined('ErrorJoiningMeeting: Error while joining meeting.');
      return;
    }
    const leg: Leg = {
      callId: ports.ids.uuid(),
      tag: 'LEG-B',
      kind: 'meeting',
      direction: 'Outbound',
      to: MEETING_NUMBER,
      from: 'SMA',
      startedAt: ports.clock.now(),
      sipHeaders: {},
    };
    run.reachMeeting(() => join(run, leg));
  },
};

function join(run: Run<'JoinChimeMeeting'>, leg: Leg): void {
  const { transaction, ports, parameters } = run;
  const request = {
    transactionId: transaction.transactionId,
    callId: leg.callId,
    joinToken: parameters.JoinToken,
    ...(parameters.MeetingId !== undefined && { meetingId: parameters.MeetingId }),
    onEnded: () => endLeg(transaction, leg, 0, 'far'),
  };
  let left = false;
  run.until(() => (left = leg.joined === undefined));
  const joining = ports.meetings.join(request).then((joined) => {
    // The caller hung up while the door was opening.
    if (left && typeof joined === 'object') ports.meetings.leave(leg.callId);
    return joined;
  });
  run.ask(joining, (joined) => {
    if (joined === 'invalid-token') {
      run.fail('InvalidActionParameter', 'JoinToken parameter value is invalid.');
    } else if (joined === 'unknown-meeting') {
      run.failCombined('ErrorJoiningMeeting: Error while joining meeting.');
    } else if (!transaction.context.quotas.takeLeg()) {
      ports.meetings.leave(leg.callId);
      transaction.diagnose('quota-exceeded', 'JoinChimeMeeting: too many active calls.');
      run.fail('SystemException', 'System error while running action.');
    } else {
      transaction.context.connect(transaction, leg);
      takePlace(transaction, leg, joined);
      ports.media.bridge(run.leg.callId, leg.callId);
      run.succeed();
    }
  });
}
