import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { callId } from './fields.ts';

/** Developer guide, "StopCallRecording". */
export interface StopCallRecordingParameters {
  CallId: string;
}

export const stopCallRecordingParameters = z.object({ CallId: callId });

export const stopCallRecordingAction = defineAction<'StopCallRecording', StopCallRecordingParameters>(
  'StopCallRecording',
  stopCallRecordingParameters,
);

/** Ends the recording of a leg; it can't be started again. */
export const stopCallRecording = stopCallRecordingAction.build;
