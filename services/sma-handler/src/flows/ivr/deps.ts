import type { Voice } from '@patchbay/chime';
import type { Dialler } from '../dialler.ts';

/** What the IVR works with. */
export interface IvrDeps {
  /** Where the prompts are. */
  promptsBucket: string;
  /** Where recordings and transcripts go. */
  recordingsBucket: string;
  /** Whether a number may be dialled, as it was written or keyed in; `number` is in E.164, `message` for the caller. */
  mayDial(number: string, dialler: Dialler): Promise<MayDial>;
  /** Undefined: there is no assistant to talk to. */
  bot: { aliasArn: string; localeId: string } | undefined;
  voice: Pick<Voice, 'createCall'>;
  /** True for whoever asks first: what is done once a call, however often its event is delivered. */
  once(transactionId: string, effect: string): Promise<boolean>;
  /** Has a recording written down; a second request with the same name changes nothing. */
  transcribe(job: TranscriptionRequest): Promise<void>;
}

export type MayDial = { allowed: true; number: string } | { allowed: false; message: string };

export interface TranscriptionRequest {
  jobName: string;
  recording: { bucketName: string; key: string };
}
