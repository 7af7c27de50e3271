import type { InMeeting } from '../trace/entry.ts';
import { traceAudio } from './leg-audio.ts';
import type { Leg } from './leg.ts';
import type { Joined, Meetings, Participant } from './ports.ts';
import type { Transaction } from './transaction.ts';

/** A leg has got its place in a meeting. */
export function takePlace(transaction: Transaction, leg: Leg, place: Joined): void {
  leg.joined = place;
  const { meetingId, attendeeId } = place;
  transaction.trace({ type: 'meeting', meetingId, attendeeId, event: 'joined' });
  const participants = rosterOf(transaction.context.ports.meetings.participants(meetingId));
  transaction.trace({ type: 'roster', meetingId, participants });
}

/** A leg gives its place in a meeting back, if it has one. */
export function leavePlace(transaction: Transaction, leg: Leg): void {
  if (!leg.joined) return;
  const { meetingId, attendeeId } = leg.joined;
  transaction.trace({ type: 'meeting', meetingId, attendeeId, event: 'left' });
  transaction.context.ports.meetings.leave(leg.callId);
}

/** Somebody has come, gone or been muted: every call with a leg in the meeting is told. */
export function rosterChanged(
  meetings: Meetings,
  transactions: ReadonlyMap<string, Transaction>,
  meetingId: string,
): void {
  const participants = meetings.participants(meetingId);
  const told = new Set<Transaction>();
  for (const { callId, transactionId = '', muted } of participants) {
    const transaction = transactions.get(transactionId);
    const leg = transaction?.legs.find((each) => each.callId === callId);
    // A leg that is just getting its place tells by itself.
    if (!transaction || leg?.joined === undefined) continue;
    leg.muted = muted;
    told.add(transaction);
  }
  // In a large meeting all calls share what is the same for them.
  const roster = rosterOf(participants);
  for (const transaction of told) {
    transaction.trace({ type: 'roster', meetingId, participants: roster });
    traceAudio(transaction);
  }
}

/** Without what lets one act as him. */
function rosterOf(participants: readonly Participant[]): InMeeting[] {
  return participants.map(({ externalUserId, kind, muted }) => ({ externalUserId, kind, muted }));
}
