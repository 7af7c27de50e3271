import { type Action, type Answer, pause, playAudio, recordAudio } from '@patchbay/sma';
import { toMenu } from './menu.ts';
import { s3, toCaller } from '../caller.ts';
import { say } from './prompts.ts';
import { store } from './state.ts';
import { writeDown } from './transcript.ts';
import type { Turn } from './turn.ts';

const MAX_S = 30;
/** Three seconds in which it is not louder than a quiet room end the message. */
const SILENCE_S = 3;
const QUIET = 100;

/** Records a message. `first`: what is said before. */
export function record(turn: Turn, first: readonly Action[] = [], thenWriteDown = false): Answer {
  const recording = recordAudio({
    ...toCaller(turn.call),
    DurationInSeconds: MAX_S,
    SilenceDurationInSeconds: SILENCE_S,
    SilenceThreshold: QUIET,
    RecordingTerminators: ['#'],
    RecordingDestination: { Type: 'S3', BucketName: turn.deps.recordingsBucket, Prefix: 'recordings/' },
  });
  return {
    actions: [...first, ...say(turn, 'record-now'), ...say(turn, 'beep'), recording],
    attributes: store({ step: 'record', job: thenWriteDown ? '' : undefined }),
  };
}

/** Plays the message back, or has it written down if that is what the caller wanted. */
export async function recorded(turn: Turn): Promise<Answer> {
  const { recording, legA } = turn.call;
  if (!recording || !legA?.connected) return [];
  if (turn.state.job === '') return writeDown(turn, recording.key);
  const playBack = [
    ...say(turn, 'you-said'),
    pause({ ...toCaller(turn.call), DurationInMilliseconds: 500 }),
    playAudio({ ...toCaller(turn.call), AudioSource: s3(recording.bucketName, recording.key) }),
  ];
  return toMenu(turn, playBack, { recording: recording.key });
}

/** Has the latest message written down, or a new one recorded first. */
export async function askForTranscript(turn: Turn): Promise<Answer> {
  const { recording } = turn.state;
  if (recording !== undefined) return writeDown(turn, recording);
  return record(turn, say(turn, 'nothing-recorded'), true);
}
