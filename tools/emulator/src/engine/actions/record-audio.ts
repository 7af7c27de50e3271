import { transcriptMetadata } from '../audio-metadata.ts';
import type { Recording } from '../ports.ts';
import { utcStamp } from '../call-recording.ts';
import { type ActionDefinition, always } from './definition.ts';
import { numberOf } from './parameters.ts';
import type { Run } from './run.ts';

/** Without a limit the service records on; nobody leaves a message longer than this. */
const DEFAULT_LIMIT_S = 3_600;

export const recordAudio: ActionDefinition<'RecordAudio'> = {
  reports: always,
  interruptible: true,
  answers: true,
  legs: 'any',
  onHangup: 'success',
  start(run) {
    const { DurationInSeconds, SilenceDurationInSeconds, RecordingTerminators } = run.parameters;
    const terminators: readonly string[] = RecordingTerminators;
    const recorder = run.ports.media.record(
      run.leg.callId,
      {
        maxMs: numberOf(DurationInSeconds, DEFAULT_LIMIT_S) * 1_000,
        ...(SilenceDurationInSeconds !== undefined && { silenceMs: Number(SilenceDurationInSeconds) * 1_000 }),
      },
      (recording) => store(run, recording),
    );
    run.until(() => void recorder.stop());
    run.onDigit = (digit) => {
      if (!terminators.includes(digit)) return false;
      store(run, recorder.stop(), digit);
      return true;
    };
    run.conclude = () => store(run, recorder.stop());
  },
};

function store(run: Run<'RecordAudio'>, recording: Recording, terminator?: string): void {
  const { BucketName, Prefix = '' } = run.parameters.RecordingDestination;
  const { transaction, leg, ports } = run;
  const stamp = utcStamp(ports.clock.now());
  const key = `${Prefix}${stamp}_${transaction.transactionId}_${leg.callId}.wav`;
  run.onDigit = undefined;
  run.conclude = undefined;
  const object = { body: recording.wav, contentType: 'audio/wav', metadata: transcriptMetadata(recording.transcript) };
  run.ask(ports.storage.put(BucketName, key, object), (result) => {
    if (result === 'denied') {
      run.fail('InvalidActionParameter', 'Error occurred while uploading recording to S3 bucket.');
      return;
    }
    transaction.trace({ type: 'stored', bucketName: BucketName, key, transcript: recording.transcript });
    run.succeed({
      RecordingDestination: { Type: 'S3', BucketName, Key: key },
      ...(terminator !== undefined && { RecordingTerminatorUsed: terminator }),
    });
  });
}
