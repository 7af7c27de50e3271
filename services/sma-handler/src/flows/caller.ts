/** What flows say to whoever is on LEG-A: who dialled us, or was dialled. */
import { type Action, type Call, hangup, speak } from '@patchbay/sma';

export const VOICE = { Engine: 'neural', VoiceId: 'Joanna' } as const;

/** For actions that are for the caller. */
export function toCaller({ legA }: Call): { CallId?: string } {
  return legA ? { CallId: legA.callId } : {};
}

export function tell(call: Call, text: string): Action {
  return speak({ ...toCaller(call), ...VOICE, Text: text });
}

export function hangUpCaller(call: Call): Action {
  return hangup(toCaller(call));
}

/** An audio file. */
export function s3(bucketName: string, key: string) {
  return { Type: 'S3', BucketName: bucketName, Key: key } as const;
}
