import { type Leg, isConnected } from './leg.ts';
import type { Transaction } from './transaction.ts';

const ALONE = '{}';

/** Tells of each connected leg whom it is heard by and hears, where that has changed. */
export function traceAudio(transaction: Transaction): void {
  for (const leg of transaction.legs.filter(isConnected)) {
    const audio = audioOf(transaction, leg);
    const shown = JSON.stringify(audio);
    if (shown === (leg.audio ?? ALONE)) continue;
    leg.audio = shown;
    transaction.trace({ type: 'audio', callId: leg.callId, ...audio });
  }
}

/** The two legs of a call hear each other, and whoever is in a meeting hears the others there. */
function audioOf({ legs }: Transaction, leg: Leg) {
  const other = legs.find((each) => each !== leg && isConnected(each));
  return {
    ...(other && { bridgedWith: other.callId }),
    ...(leg.joined && { meetingId: leg.joined.meetingId }),
    ...(leg.joined && leg.muted && { muted: true as const }),
  };
}
