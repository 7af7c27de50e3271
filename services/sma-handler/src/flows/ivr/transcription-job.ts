import type { Call } from '@patchbay/sma';

/** The call that a transcription is for, which is all that its end needs to be told to somebody. */
export interface JobOwner {
  sipMediaApplicationId: string;
  transactionId: string;
}

const NAME = /^ivr_(?<sma>[0-9a-f-]{36})_(?<transaction>[0-9a-f-]{36})_\d+$/i;

/** The name of the transcription that an event asks for; the same when the event is delivered again. */
export function jobNameOf({ sipMediaApplicationId, transactionId, sequence }: Call): string {
  return `ivr_${sipMediaApplicationId}_${transactionId}_${sequence}`;
}

/** Undefined for a transcription that is not ours. */
export function ownerOf(jobName: string): JobOwner | undefined {
  const groups = NAME.exec(jobName)?.groups;
  return groups?.['sma'] !== undefined && groups['transaction'] !== undefined
    ? { sipMediaApplicationId: groups['sma'], transactionId: groups['transaction'] }
    : undefined;
}

/** Where the transcript of a job is, in the bucket of the recordings. */
export function transcriptKey(jobName: string): string {
  return `transcripts/${jobName}.json`;
}
