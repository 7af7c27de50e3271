import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import {
  dtmfKeys,
  legSelector,
  numeric,
  s3Object,
  type Dtmf,
  type LegSelector,
  type Numeric,
  type S3Object,
} from './fields.ts';

/** Developer guide, "PlayAudio". */
export interface PlayAudioParameters extends LegSelector {
  /** PCM WAV, stored with Content-Type audio/wav. */
  AudioSource: S3Object;
  /** Keys that end the playback. Which one it was is not reported. */
  PlaybackTerminators?: Dtmf[];
  /** Times altogether; 1 unless given. */
  Repeat?: Numeric;
}

export const playAudioParameters = z.object({
  ...legSelector,
  AudioSource: s3Object,
  PlaybackTerminators: z.optional(dtmfKeys),
  Repeat: z.optional(numeric(1)),
});

export const playAudioAction = defineAction<'PlayAudio', PlayAudioParameters>('PlayAudio', playAudioParameters);

/** Plays a recording. Answers an inbound call. */
export const playAudio = playAudioAction.build;
