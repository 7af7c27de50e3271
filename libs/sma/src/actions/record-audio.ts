import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { defineAction, type Advice } from './define.ts';
import { dtmfKeys, legSelector, numeric, type Dtmf, type LegSelector, type Numeric } from './fields.ts';

/** Developer guide, "RecordAudio". */
export interface RecordAudioParameters extends LegSelector {
  DurationInSeconds?: Numeric;
  /** 1 to 1000; without it silence does not end the recording. */
  SilenceDurationInSeconds?: Numeric;
  /** 1 to 1000, 200 unless given: how loud silence may be. */
  SilenceThreshold?: Numeric;
  RecordingTerminators: Dtmf[];
  /** Prefix is put before the key as it is; add your own `/`. */
  RecordingDestination: { Type: 'S3'; BucketName: string; Prefix?: string };
}

export const recordAudioParameters = z.object({
  ...legSelector,
  DurationInSeconds: z.optional(numeric(1)),
  SilenceDurationInSeconds: z.optional(numeric(limits.silenceSeconds.min, limits.silenceSeconds.max)),
  SilenceThreshold: z.optional(numeric(limits.silenceThreshold.min, limits.silenceThreshold.max)),
  RecordingTerminators: dtmfKeys,
  RecordingDestination: z.object({
    Type: z.literal('S3'),
    BucketName: z.string().check(z.minLength(3), z.maxLength(63)),
    Prefix: z.optional(
      z
        .string()
        .check(
          z.maxLength(limits.recordingPrefixCharacters),
          z.regex(/^[A-Za-z0-9!\-_.*'()/&$@=;:+ ,?]*$/, 'must be of characters that are safe in S3 keys'),
        ),
    ),
  }),
});

export const recordAudioAction = defineAction<'RecordAudio', RecordAudioParameters>(
  'RecordAudio',
  recordAudioParameters,
  { advice },
);

function advice({ DurationInSeconds, RecordingTerminators, CallId, ParticipantTag }: RecordAudioParameters): Advice[] {
  const found: Advice[] = [];
  if (DurationInSeconds === undefined) {
    found.push({
      path: ['DurationInSeconds'],
      rule: 'must be given: the service documents it both as optional and as required',
    });
  }
  if (RecordingTerminators.length === 0) {
    found.push({ path: ['RecordingTerminators'], rule: 'must name one key or more' });
  }
  if (CallId && ParticipantTag) {
    found.push({ path: ['ParticipantTag'], rule: 'must be absent when CallId is given' });
  }
  return found;
}

/** Records what one leg says, to S3. No beep is played. The result is always reported. */
export const recordAudio = recordAudioAction.build;
