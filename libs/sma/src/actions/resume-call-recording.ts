import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { callId } from './fields.ts';

/** Developer guide, "ResumeCallRecording". */
export interface ResumeCallRecordingParameters {
  CallId: string;
}

export const resumeCallRecordingParameters = z.object({ CallId: callId });

export const resumeCallRecordingAction = defineAction<'ResumeCallRecording', ResumeCallRecordingParameters>(
  'ResumeCallRecording',
  resumeCallRecordingParameters,
);

/** Goes on recording after a pause. */
export const resumeCallRecording = resumeCallRecordingAction.build;
