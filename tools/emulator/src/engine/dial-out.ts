import { MEETING_NUMBER } from '@patchbay/sma';
import type { OutboundCall } from './call.ts';
import { endLeg } from './leg-end.ts';
import { legEvents } from './leg-events.ts';
import type { Leg } from './leg.ts';
import { takePlace } from './meeting-places.ts';
import type { Transaction } from './transaction.ts';

/** A service that can't let the caller in answers so. */
const FORBIDDEN = 403;
const SERVICE_UNAVAILABLE = 503;
/** The guard before the meeting's door takes about as long as a telephone exchange. */
const MEETING_RINGS_MS = 200;

/** Sends out an API-created call: to the PSTN, or with the join headers into a meeting (spec 9.1). */
export const dialOut = {
  kindOf: (call: OutboundCall) => (call.to === MEETING_NUMBER ? 'meeting' : 'pstn'),

  dial(transaction: Transaction, leg: Leg, call: OutboundCall): void {
    if (leg.status === 'Disconnected') return;
    const ringing = () => transaction.send({ type: 'RINGING', leg });
    const answered = () => {
      if (leg.status !== undefined) return;
      transaction.context.connect(transaction, leg);
      transaction.send({ type: 'CALL_ANSWERED', leg });
    };
    if (leg.kind === 'meeting') {
      enterMeeting(transaction, leg, call, ringing, answered);
      return;
    }
    const invite = {
      transactionId: transaction.transactionId,
      callId: leg.callId,
      to: leg.to,
      from: leg.from,
      sipHeaders: call.sipHeaders ?? {},
      via: { type: 'PSTN' } as const,
    };
    transaction.context.ports.network.invite(
      invite,
      legEvents(transaction, leg, {
        ringing,
        answered,
        refused: (sipCode) => endLeg(transaction, leg, sipCode, 'far'),
      }),
    );
  },
};

function enterMeeting(
  transaction: Transaction,
  leg: Leg,
  call: OutboundCall,
  ringing: () => void,
  answered: () => void,
): void {
  const { meetings, clock } = transaction.context.ports;
  const joinToken = header(call, 'x-chime-join-token');
  const meetingId = header(call, 'x-chime-meeting-id');
  const release = clock.hold();
  void meetings
    .join({
      transactionId: transaction.transactionId,
      callId: leg.callId,
      joinToken: joinToken ?? '',
      ...(meetingId !== undefined && { meetingId }),
      onEnded: () => endLeg(transaction, leg, 0, 'far'),
    })
    .then((joined) => {
      if (typeof joined === 'string') {
        endLeg(transaction, leg, FORBIDDEN, 'far');
      } else if (leg.status === 'Disconnected') {
        meetings.leave(leg.callId);
      } else {
        takePlace(transaction, leg, joined);
        ringing();
        clock.after(MEETING_RINGS_MS, answered);
      }
    })
    .catch(() => endLeg(transaction, leg, SERVICE_UNAVAILABLE, 'far'))
    .finally(release);
}

function header(call: OutboundCall, name: string): string | undefined {
  return Object.entries(call.sipHeaders ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}
