/** What happens at a number that is called. */
export interface FarEnd {
  /** `ring` waits until somebody answers that phone; `no-answer` never does. */
  does: 'answer' | 'ring' | 'no-answer' | 'busy' | 'reject' | 'voicemail';
  /** How long it rings first, milliseconds. */
  afterMs?: number;
  /** Final SIP code of `reject`. */
  sipCode?: number;
  says?: string;
  /** Keys pressed one second after the answer (and after each other, a fifth of a second). */
  press?: string;
  /** Hangs up this long after the answer, milliseconds. */
  hangUpAfterMs?: number;
}

/** A far end that no one configured. */
export const DEFAULT_FAR_END: FarEnd = { does: 'answer', afterMs: 2_000 };

/** Carriers stop ringing after a while even where nobody else does. */
export const CARRIER_TIMEOUT_MS = 60_000;
export const VOICEMAIL_AFTER_MS = 20_000;
export const VOICEMAIL_GREETING = 'The person you called is not available. Please leave a message after the tone.';
/** Busy Here, Temporarily Unavailable, Decline. */
export const SIP_BUSY = 486;
export const SIP_UNAVAILABLE = 480;
export const SIP_DECLINE = 603;
/** A caller who hangs up before anybody answered. */
export const SIP_CANCELLED = 487;
