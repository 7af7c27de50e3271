/** Into the meeting of a conference, and out of it. */
import type { Refusal } from '@patchbay/chime';
import { type Conference, isMuted } from '@patchbay/repositories';
import { type Action, type Answer, joinChimeMeeting, modifyChimeMeetingAttendees } from '@patchbay/sma';
import { hangUp, hold, listen, say } from './prompts.ts';
import { type Attributes, store } from './state.ts';
import type { Turn } from './turn.ts';

/** A meeting that has ended since it was looked up gives way to the next, and that to one more. */
const GENERATIONS = 3;

export type Entry = { ok: true; join: Action; attributes: Attributes } | Refusal;

/** Lets the caller into the meeting, as an attendee that no other leg is, whatever its number. */
export async function enterMeeting(turn: Turn, conference: Conference): Promise<Entry> {
  const { call, deps } = turn;
  const { pin, id } = conference;
  // The same when the event comes again; another one each time the caller comes back from hold.
  const place = await takePlace(turn, conference, `${call.transactionId}:${call.sequence}`);
  if (!place.ok) return place;
  const { meetingId, attendeeId, joinToken } = place;
  // Kept before it is used: whoever cleans up finds it, though this answer may get lost.
  const attendee = { meetingId, attendeeId };
  if (!(await deps.liveCalls.change(call.transactionId, { attendee }, deps.now()))) {
    await deps.meetings.remove(meetingId, attendeeId);
    return notFound('The caller has gone.');
  }
  const caller = call.legA && { CallId: call.legA.callId };
  return {
    ok: true,
    join: joinChimeMeeting({ ...caller, JoinToken: joinToken, MeetingId: meetingId }),
    attributes: store({ step: 'joining', conference: { pin, id }, place: { meetingId, attendeeId } }),
  };
}

const notFound = (message: string): Refusal => ({ ok: false, reason: 'not-found', message, cause: undefined });

type Place = { ok: true; meetingId: string; attendeeId: string; joinToken: string } | Refusal;

async function takePlace({ deps }: Turn, conference: Conference, externalUserId: string): Promise<Place> {
  const { conferences, meetings, conferenceSettings } = deps;
  let inUse = conference.meeting;
  for (let round = 0; ; round++) {
    if (inUse) {
      const { meetingId } = inUse;
      const added = await meetings.add(meetingId, externalUserId);
      if (added.ok) {
        const { AttendeeId: attendeeId, JoinToken: joinToken } = added.attendee;
        return { ok: true, meetingId, attendeeId, joinToken };
      }
      // Meetings end by themselves, five minutes after the last one has left.
      if (added.reason !== 'not-found' || round === GENERATIONS) return added;
    }
    const generation: number = (inUse?.generation ?? 0) + 1;
    const opened = await meetings.open({
      token: `${conference.id}-${generation}`,
      externalMeetingId: conference.id,
      mediaRegion: conferenceSettings.mediaRegion,
    });
    if (!opened.ok) return opened;
    inUse = await conferences.useMeeting(conference, { meetingId: opened.meetingId, generation });
    if (!inUse) return notFound('The conference has closed.');
  }
}

/** The caller is in: what was asked before, such as to be muted, holds again. */
export async function joined(turn: Turn): Promise<Answer> {
  const { call, deps, state } = turn;
  const { conference, place } = state;
  if (!conference || !place || !call.legB?.connected) return [];
  // First this, then the look at what holds for everybody: who mutes the others does it the other way round.
  const known = await deps.liveCalls.change(call.transactionId, { state: 'joined' }, deps.now());
  if (!known) return hangUp(turn);
  const [now] = await Promise.all([
    deps.conferences.ofPin(conference.pin, conference.id),
    deps.tellOperators.about(known),
  ]);
  const muted = isMuted(known, now ?? {});
  return {
    actions: [
      ...(muted ? [setMuted(turn, true, [place.attendeeId])] : []),
      ...listen(turn),
      say(turn, 'joined'),
      ...(muted ? [say(turn, 'muted')] : []),
    ],
    attributes: store({ step: 'joined' }),
  };
}

/** The caller has left the meeting, and hears music. */
export async function held(turn: Turn): Promise<Answer> {
  const { call, deps, state } = turn;
  const { place } = state;
  const known = await deps.liveCalls.change(call.transactionId, { state: 'held', attendee: null }, deps.now());
  await Promise.all([
    place && deps.meetings.remove(place.meetingId, place.attendeeId),
    known && deps.tellOperators.about(known),
  ]);
  return {
    actions: [say(turn, 'on-hold'), ...hold(turn)],
    attributes: store({ step: 'held', place: undefined, since: deps.now() }),
  };
}

export function setMuted({ state }: Turn, muted: boolean, attendees: readonly string[]): Action {
  return modifyChimeMeetingAttendees({
    Operation: muted ? 'Mute' : 'Unmute',
    MeetingId: state.place?.meetingId ?? '',
    ParticipantTag: 'LEG-B',
    AttendeeList: [...attendees],
  });
}
