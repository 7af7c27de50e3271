import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { digitCollection, minBelowMax, type DigitCollection } from './digit-collection.ts';
import { legSelector, s3Object, type LegSelector, type S3Object } from './fields.ts';

/** Developer guide, "PlayAudioAndGetDigits". */
export interface PlayAudioAndGetDigitsParameters extends LegSelector, DigitCollection {
  AudioSource: S3Object;
  /** Heard after digits that are not accepted. */
  FailureAudioSource: S3Object;
}

export const playAudioAndGetDigitsParameters = z
  .object({ ...legSelector, ...digitCollection, AudioSource: s3Object, FailureAudioSource: s3Object })
  .check(minBelowMax);

export const playAudioAndGetDigitsAction = defineAction<'PlayAudioAndGetDigits', PlayAudioAndGetDigitsParameters>(
  'PlayAudioAndGetDigits',
  playAudioAndGetDigitsParameters,
);

/** Plays a recording and collects digits. The result is always reported; answers an inbound call. */
export const playAudioAndGetDigits = playAudioAndGetDigitsAction.build;
