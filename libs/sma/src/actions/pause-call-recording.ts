import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { callId } from './fields.ts';

/** Developer guide, "PauseCallRecording". */
export interface PauseCallRecordingParameters {
  CallId: string;
}

export const pauseCallRecordingParameters = z.object({ CallId: callId });

export const pauseCallRecordingAction = defineAction<'PauseCallRecording', PauseCallRecordingParameters>(
  'PauseCallRecording',
  pauseCallRecordingParameters,
);

/** Records a tone and silence until it is resumed. */
export const pauseCallRecording = pauseCallRecordingAction.build;
