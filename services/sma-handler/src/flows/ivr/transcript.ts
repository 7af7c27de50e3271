import { type Action, type Answer, pause, playAudio, shorten } from '@patchbay/sma';
import { toMenu } from './menu.ts';
import { toCaller } from '../caller.ts';
import { promptFile, say, tell } from './prompts.ts';
import { store } from './state.ts';
import { jobNameOf } from './transcription-job.ts';
import type { Turn } from './turn.ts';

/** After a minute and a half nobody believes in it any more. */
const HOLD_REPEATS = 12;
const SILENT_HOLD_MS = 30_000;
/** Speak takes 1,000 characters; the rest is for the words around. */
const MAX_LENGTH = 900;

/** Starts the transcription; the caller is held until an update of the call brings its result. */
export async function writeDown(turn: Turn, recording: string): Promise<Answer> {
  const { call, deps } = turn;
  const jobName = jobNameOf(call);
  await deps.transcribe({ jobName, recording: { bucketName: deps.recordingsBucket, key: recording } });
  return {
    actions: [...say(turn, 'please-wait'), hold(turn)],
    attributes: store({ step: 'transcript', recording, job: jobName }),
  };
}

/** The transcription has ended; a result that nobody waits for any more is left alone. */
export function transcribed(turn: Turn): Answer {
  const { step, job } = turn.state;
  const { job: ended, transcript } = turn.call.arguments;
  if (step !== 'transcript' || job !== ended) return [];
  if (transcript === undefined || transcript.trim() === '') return withoutTranscript(turn);
  return toMenu(turn, [tell(turn, `You said: ${shorten(transcript, MAX_LENGTH)}`)]);
}

/** The hold is over, and nobody has written anything down. */
export function heldTooLong(turn: Turn): Answer {
  return turn.state.step === 'transcript' ? withoutTranscript(turn) : [];
}

export function withoutTranscript(turn: Turn): Answer {
  return toMenu(turn, say(turn, 'no-transcript'));
}

/** Both kinds of hold are stopped by an update. */
function hold(turn: Turn): Action {
  if (turn.state.spoken) return pause({ ...toCaller(turn.call), DurationInMilliseconds: SILENT_HOLD_MS });
  const AudioSource = promptFile('hold', turn.deps);
  return playAudio({ ...toCaller(turn.call), AudioSource, Repeat: HOLD_REPEATS });
}
