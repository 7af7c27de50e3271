import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { callId } from './fields.ts';

/** Developer guide, "StartCallRecording". */
export interface StartCallRecordingParameters {
  CallId: string;
  Track: 'BOTH' | 'INCOMING' | 'OUTGOING';
  /** Location: a bucket, or bucket/prefix. */
  Destination: { Type: 'S3'; Location: string };
}

export const startCallRecordingParameters = z.object({
  CallId: callId,
  Track: z.literal(['BOTH', 'INCOMING', 'OUTGOING']),
  Destination: z.object({
    Type: z.literal('S3'),
    Location: z.string().check(z.regex(/^[a-z0-9.-]{3,63}(?:\/.*)?$/, 'must be a bucket, or bucket/prefix')),
  }),
});

export const startCallRecordingAction = defineAction<'StartCallRecording', StartCallRecordingParameters>(
  'StartCallRecording',
  startCallRecordingParameters,
);

/** Records a leg in the background, once a leg; the file is written when the leg ends. */
export const startCallRecording = startCallRecordingAction.build;
