import type { LegEnder } from './context.ts';
import { type Leg, isConnected } from './leg.ts';
import { leavePlace } from './meeting-places.ts';
import type { Transaction } from './transaction.ts';

/**
 * A leg ends: what runs on it stops, its place in a meeting and its half of a bridge are given back, and HANGUP is put
 * in line. The other leg of a bridge stays up. A leg that has already ended is left alone.
 *
 * @param sipCode 0 for normal clearing, else the final SIP code.
 * @param by Who ended it; a far end needs not be told.
 */
export function endLeg(transaction: Transaction, leg: Leg, sipCode: number, by: LegEnder): void {
  if (leg.status === 'Disconnected') return;
  disconnect(transaction, leg, sipCode, by);
  const { legB } = transaction;
  // The caller takes his place in the meeting with him; a single HANGUP tells of both (spec 3.10).
  const takenAlong = leg.tag === 'LEG-A' && legB?.kind === 'meeting' ? [legB] : [];
  for (const other of takenAlong) leaveMeeting(transaction, other);
  const Parameters = { SipResponseCode: sipCode, CallId: leg.callId, ParticipantTag: leg.tag };
  transaction.list.legsEnded([leg, ...takenAlong], () =>
    transaction.send({ type: 'HANGUP', leg, actionData: { Type: 'Hangup', Parameters } }),
  );
}

/** The meeting leg is taken out of the meeting; the caller stays on the line, and no HANGUP tells of it. */
export function leaveMeeting(transaction: Transaction, leg: Leg): void {
  if (leg.status === 'Disconnected') return;
  disconnect(transaction, leg, 0, 'action');
}

function disconnect(transaction: Transaction, leg: Leg, sipCode: number, by: LegEnder): void {
  const { ports, quotas } = transaction.context;
  const other = transaction.legs.find((candidate) => candidate !== leg && isConnected(candidate));
  leg.status = 'Disconnected';
  leg.endedAt = ports.clock.now();
  leg.listener?.close();
  delete leg.listener;
  leg.recording?.finish();
  transaction.trace({
    type: 'leg',
    callId: leg.callId,
    tag: leg.tag,
    state: 'disconnected',
    from: leg.from,
    to: leg.to,
    kind: leg.kind,
    sipCode,
  });
  // The two legs of a call hear each other, whether a bridge or a place in a meeting made the second one.
  if (other) ports.media.unbridge(leg.callId, other.callId);
  if (other && leg.wasBridged && other.wasBridged) {
    transaction.trace({ type: 'bridge', callIdA: leg.callId, callIdB: other.callId, state: 'down' });
  }
  leavePlace(transaction, leg);
  if (by !== 'far' && leg.kind !== 'meeting') ports.network.release(leg.callId, sipCode);
  quotas.returnLeg();
}
