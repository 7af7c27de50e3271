import * as z from 'zod/mini';
import { defineAction, type Loose } from './define.ts';
import { legSelector, type LegSelector } from './fields.ts';

/** Developer guide, "Hangup". */
export interface HangupParameters extends LegSelector {
  /** 0 normal clearing, 480 unavailable, 486 busy; 0 unless given. */
  SipResponseCode?: '0' | '480' | '486' | 0 | 480 | 486;
}

export const hangupParameters = z.object({
  ...legSelector,
  SipResponseCode: z.optional(z.literal(['0', '480', '486', 0, 480, 486], 'must be 0, 480 or 486')),
});

export const hangupAction = defineAction<'Hangup', HangupParameters>('Hangup', hangupParameters, {
  defaults: { SipResponseCode: '0' },
});

/** Ends one leg. The other one stays. */
export const hangup = (parameters: Loose<HangupParameters> = {}) => hangupAction.build(parameters);
