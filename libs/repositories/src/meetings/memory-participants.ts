import type { MeetingKey } from './meeting.ts';
import { isOn, outranks, placesIn, type Invitation, type Participant } from './participant.ts';
import type { ParticipantKey, Participants } from './participants.ts';

/** Participants in memory, under the same conditions; for simulations and tests. Nothing expires. */
export function createMemoryParticipants(): Participants {
  const all = new Map<string, Participant>();
  const name = ({ eventId, series, id }: ParticipantKey): string => `${eventId}/${series}/${id}`;
  const find = (key: ParticipantKey): Participant | undefined => all.get(name(key));
  const change = (participant: Participant, changes: Partial<Participant>): Participant => {
    const changed = { ...participant, ...changes };
    all.set(name(participant), changed);
    return changed;
  };
  const ofMeeting = ({ eventId, series }: MeetingKey): Participant[] =>
    [...all.values()].filter((each) => each.eventId === eventId && each.series === series);

  return {
    async add({ callAt, closesAt: _closesAt, ...participant }) {
      if (find(participant)) return false;
      const { addedAt: since } = participant;
      const call: Pick<Participant, 'call'> = callAt === undefined ? {} : { call: { attempt: 0, dueAt: callAt } };
      all.set(name(participant), { ...participant, outcome: 'invited', since, places: {}, ...call });
      return true;
    },
    get: async (key) => find(key),
    async list(key) {
      return ofMeeting(key).sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1));
    },
    ofPasscode: async (key, passcode) => ofMeeting(key).find((each) => each.passcode === passcode),

    async claimMail(key, digests, now) {
      const known = find(key);
      if (known?.mail === 'sending' && known.link === digests.link) return 'claimed';
      if (known?.mail !== 'due') return 'not-due';
      if (ofMeeting(key).some(({ passcode }) => passcode === digests.passcode)) return 'taken';
      const { boundTo: _boundTo, ...rest } = known;
      all.set(name(key), { ...rest, mail: 'sending', mailAt: now, ...digests });
      return 'claimed';
    },
    async mailed(key, link, mail) {
      const known = find(key);
      if (known?.mail === 'sending' && known.link === link) change(known, { mail });
    },
    async resend(key) {
      const known = find(key);
      const canBe = known && known.mail !== 'sending' && known.email !== undefined;
      return canBe ? change(known, { mail: 'due' }) : known;
    },

    async claimCall(key, { now, patienceMs }) {
      const known = find(key);
      if (!known?.call || !isToBePlaced(known, known.call, now, patienceMs)) return undefined;
      const attempt = known.call.attempt + 1;
      const { reason: _reason, ...rest } = known;
      all.set(name(key), { ...rest, outcome: 'calling', since: now, call: { attempt, placedAt: now } });
      return { attempt };
    },
    async notPlaced(key, attempt, then, now) {
      const known = find(key);
      const { call } = known ?? {};
      if (!known || call?.attempt !== attempt || call.dueAt !== undefined || call.transactionId !== undefined) return;
      if ('dueAt' in then) change(known, { call: { attempt: attempt - 1, dueAt: then.dueAt } });
      else change(known, { outcome: 'failed', reason: then.reason, since: now });
    },
    async receipt(key, attempt, transactionId) {
      const known = find(key);
      const { call } = known ?? {};
      if (!known || call?.attempt !== attempt || call.dueAt !== undefined) return false;
      if (call.transactionId !== undefined) return call.transactionId === transactionId;
      change(known, { call: { ...call, transactionId } });
      return true;
    },
    async callAgain(key, now, meetingId) {
      const known = find(key);
      if (known?.phoneNumber === undefined || isOn(known, now) || placesIn(known, meetingId).length > 0) return known;
      const { reason: _reason, ...rest } = known;
      const call = { attempt: known.call?.attempt ?? 0, dueAt: now };
      const due = { ...rest, outcome: 'invited', since: now, call } as const;
      all.set(name(key), due);
      return due;
    },
    async conclude(key, { outcome, transactionId, reason, retryAt, at }) {
      const known = find(key);
      if (!known || !outranks(outcome, known.outcome)) return known;
      const { call } = known;
      if (transactionId !== undefined && (call?.transactionId !== transactionId || call.dueAt !== undefined))
        return known;
      const { dueAt: _dueAt, ...placed } = call ?? { attempt: 0 };
      const next: Invitation = retryAt === undefined ? placed : { attempt: placed.attempt, dueAt: retryAt };
      const { reason: _reason, ...rest } = known;
      const concluded = {
        ...rest,
        outcome,
        since: at,
        ...(reason !== undefined && { reason }),
        ...(call && { call: next }),
      };
      all.set(name(key), concluded);
      return concluded;
    },

    async bind(key, userId) {
      const known = find(key);
      if (!known || (known.boundTo ?? userId) !== userId) return false;
      change(known, { boundTo: userId });
      return true;
    },
    async place(key, placeId, place) {
      const known = find(key);
      const before = known?.places[placeId];
      const isSame = before?.meetingId === place.meetingId && before.attendeeId === place.attendeeId;
      const kept = isSame ? { ...before, againAt: place.at } : place;
      if (known) change(known, { places: { ...known.places, [placeId]: kept } });
    },
    async notePresence(key, placeId, there, at) {
      const known = find(key);
      const place = known?.places[placeId];
      if (!known || !place || place.at > at || (place.at === at && place.there && !there)) return false;
      if (!there && place.againAt !== undefined && place.againAt >= at) return false;
      change(known, { places: { ...known.places, [placeId]: { ...place, there, at } } });
      return true;
    },
    async removePlace(key, placeId) {
      const known = find(key);
      if (!known) return;
      const { [placeId]: _place, ...places } = known.places;
      change(known, { places });
    },
  };
}

function isToBePlaced({ outcome }: Participant, call: Invitation, now: number, patienceMs: number): boolean {
  const { dueAt, placedAt, transactionId } = call;
  if (dueAt !== undefined) return dueAt <= now;
  return outcome === 'calling' && transactionId === undefined && placedAt !== undefined && placedAt + patienceMs <= now;
}
