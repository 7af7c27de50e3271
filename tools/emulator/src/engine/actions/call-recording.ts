import { CallRecording } from '../call-recording.ts';
import { type ActionDefinition, atEnd } from './definition.ts';
import type { Run } from './run.ts';

const common = {
  interruptible: false,
  answers: false,
  legs: 'any',
  needsCallId: true,
  onHangup: 'nothing',
} as const;

export const startCallRecording: ActionDefinition<'StartCallRecording'> = {
  ...common,
  reports: (transaction) => transaction.openPoint('emitStartRecording'),
  start(run) {
    const { transaction, leg, parameters } = run;
    if (leg.recording) {
      transaction.diagnose('recording-twice', 'A leg can be recorded once; what was stopped can not start again.', leg);
      run.failLeg();
      return;
    }
    const recording = new CallRecording(transaction, leg, parameters.Destination.Location, parameters.Track);
    run.ask(run.ports.storage.find(recording.bucketName, recording.key), (found) => {
      if (found === 'denied') {
        run.failCombined('NoAccessToDestination: Error while accessing destination');
        return;
      }
      leg.recording = recording;
      const location = `${recording.bucketName}/${recording.key}`;
      run.succeed({ CallRecordingDestination: { Type: 'S3', Location: location } });
    });
  },
};

export const stopCallRecording: ActionDefinition<'StopCallRecording'> = {
  ...common,
  reports: atEnd,
  start: (run) => withRecording(run, (recording) => recording.finish()),
};

export const pauseCallRecording: ActionDefinition<'PauseCallRecording'> = {
  ...common,
  reports: atEnd,
  start: (run) => withRecording(run, (recording) => (recording.paused = true)),
};

export const resumeCallRecording: ActionDefinition<'ResumeCallRecording'> = {
  ...common,
  reports: atEnd,
  start: (run) => withRecording(run, (recording) => (recording.paused = false)),
};

function withRecording(
  run: Run<'StopCallRecording' | 'PauseCallRecording' | 'ResumeCallRecording'>,
  act: (recording: CallRecording) => void,
): void {
  const { recording } = run.leg;
  if (!recording || recording.stopped) {
    run.failLeg();
    return;
  }
  act(recording);
  run.succeed();
}
