import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { callId } from './fields.ts';

/** Developer guide, "VoiceFocus". */
export interface VoiceFocusParameters {
  CallId: string;
  Enable: boolean;
}

export const voiceFocusParameters = z.object({
  CallId: callId,
  Enable: z.literal([true, false, 'true', 'false', 'True', 'False'], 'must be true or false'),
});

export const voiceFocusAction = defineAction<'VoiceFocus', VoiceFocusParameters>('VoiceFocus', voiceFocusParameters);

/** Suppresses the noise behind what a leg says, or stops doing so. */
export const voiceFocus = voiceFocusAction.build;
