import { isConnected } from '../leg.ts';
import { type ActionDefinition, always } from './definition.ts';
import type { Run } from './run.ts';

export const modifyChimeMeetingAttendees: ActionDefinition<'ModifyChimeMeetingAttendees'> = {
  reports: always,
  interruptible: false,
  answers: false,
  legs: 'meeting',
  onHangup: 'failure',
  failureResult: { ErrorList: [] },
  start(run) {
    const { transaction, parameters } = run;
    const { CallId, MeetingId, ParticipantTag } = parameters;
    const inMeeting = transaction.legs.find((leg) => isConnected(leg) && leg.joined !== undefined);
    if (!inMeeting) {
      const bridged = transaction.legs.length > 1;
      const message = bridged ? 'Call is not connected to Chime Meeting.' : 'Invalid action on the call.';
      run.fail('InvalidActionParameter', message);
      return;
    }
    if ((CallId || ParticipantTag) && run.leg.joined === undefined) {
      run.failLeg();
      return;
    }
    if (inMeeting.joined?.meetingId !== MeetingId) {
      run.fail('InvalidActionParameter', 'Meeting ID parameter value is invalid.');
      return;
    }
    run.reachMeeting(() => setMuted(run, MeetingId));
  },
};

function setMuted(run: Run<'ModifyChimeMeetingAttendees'>, meetingId: string): void {
  const { transaction, parameters } = run;
  const { AttendeeList, Operation } = parameters;
  const muted = Operation === 'Mute';
  run.ask(run.ports.meetings.setMuted(meetingId, AttendeeList, muted), (result) => {
    if (result === 'done') {
      for (const attendeeId of AttendeeList) {
        transaction.trace({ type: 'meeting', meetingId, attendeeId, event: muted ? 'muted' : 'unmuted' });
      }
      run.succeed();
    } else if (result === 'unknown-meeting') {
      run.fail('InvalidActionParameter', 'Meeting ID parameter value is invalid.');
    } else {
      run.fail(
        'InvalidActionParameter',
        'One or more attendees are not part of this meeting. All attendees must be part of this meeting.',
        { ErrorList: result.unknownAttendees },
      );
    }
  });
}
