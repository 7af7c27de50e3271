import type { Exchange } from '../../phones/exchange.ts';
import { SIP_CANCELLED } from '../../phones/far-end.ts';
import type { LiveContact } from './live-contact.ts';
import type { ThirdPartyOutcome } from './running.ts';

/** A day: nobody talks longer. */
const LONGEST_MS = 86_400_000;

interface ThirdParty {
  number: string;
  callId: string;
  timeoutMs: number;
  /** Pressed once the other side has answered. */
  keys: string;
}

/**
 * Calls a phone and lets it and the caller hear each other until it hangs up. Both have a line with the contact
 * centre, which passes on what comes from one to the other. The line ends with the caller's.
 */
export async function callThirdParty(
  exchange: Exchange,
  contact: LiveContact,
  { number, callId, timeoutMs, keys }: ThirdParty,
): Promise<ThirdPartyOutcome> {
  const { line } = contact;
  let onAnswered = (): void => {};
  let onEnded = (): void => {};
  let ended = false;
  exchange.invite(
    { transactionId: line.transactionId, callId, to: number, from: line.number, sipHeaders: {}, via: { type: 'PSTN' } },
    {
      ringing: () => {},
      answered: () => onAnswered(),
      ended: () => {
        ended = true;
        onEnded();
      },
      digit: (key) => line.press(key),
    },
  );
  const hangUp = (): void => exchange.release(callId, SIP_CANCELLED);
  try {
    const answered = await contact.waitFor<boolean>(timeoutMs, (happened) => {
      onAnswered = () => happened(true);
      onEnded = () => happened(false);
    });
    if (answered === undefined) return 'timed-out';
    if (!answered) return 'failed';
    const stopListening = exchange.listen(callId, (text) => line.say(text));
    const third = exchange.line(callId);
    line.onHeard((heard) => {
      if (third?.state === 'connected') third.phone.hear(third, heard);
    });
    if (third && keys !== '') third.phone.hear(third, { text: keys.replaceAll(',', ''), sound: 'digits' });
    if (!ended) await contact.waitFor<void>(LONGEST_MS, (happened) => (onEnded = () => happened()));
    stopListening();
    return 'ended';
  } finally {
    hangUp();
  }
}
