import type { Joined, Meetings, Participant } from '../engine/ports.ts';
import { peekMeeting, type MeetingsContext } from './context.ts';
import type { NetworkType } from './events.ts';
import type { AttendeeRecord, MeetingRecord } from './state.ts';

export interface BrowserSession extends Joined {
  readonly externalUserId: string;
  leave(): void;
  /** Its connection is lost. */
  drop(): void;
}

/** Who is connected, by telephone or by browser. */
export interface Attendance extends Meetings {
  /**
   * A browser joins as the attendee whose token it holds.
   * @param onEnded the meeting ended, or this attendee was removed or joined from elsewhere
   */
  joinBrowser(joinToken: string, onEnded?: () => void): BrowserSession | 'invalid-token';
  /** The place that a leg has in a meeting. */
  placeOf(callId: string): Participant | undefined;
}

export interface Presence extends Attendance {
  /** Disconnects one attendee, or everybody in a meeting. */
  disconnect(meeting: MeetingRecord, attendeeId?: string): void;
  /** Nobody is in any meeting any more. No events are sent, and legs are not told. */
  clear(): void;
}

interface Connection {
  meeting: MeetingRecord;
  attendee: AttendeeRecord;
  /** Absent for a browser. */
  leg?: { callId: string; transactionId: string };
  muted: boolean;
  onEnded(): void;
}

/** @param changed called when a meeting has got its first participant or has lost its last */
export function createPresence(context: MeetingsContext, changed: (meeting: MeetingRecord) => void): Presence {
  /** By attendee id: nobody is in a meeting twice. */
  const connections = new Map<string, Connection>();
  const byCall = new Map<string, Connection>();
  const watchers = new Set<(meetingId: string) => void>();

  const tell = ({ MeetingId }: MeetingRecord): void => {
    for (const watcher of watchers) watcher(MeetingId);
  };
  const connect = (connection: Connection): void => {
    const { meeting, attendee, leg } = connection;
    const first = connections.get(attendee.AttendeeId);
    if (first) remove(first, 'chime:AttendeeDropped').onEnded();
    connections.set(attendee.AttendeeId, connection);
    if (leg) byCall.set(leg.callId, connection);
    delete meeting.emptySince;
    changed(meeting);
    context.emit('chime:AttendeeAuthorized', meeting, attendee);
    context.emit('chime:AttendeeJoined', meeting, attendee, network(connection));
    tell(meeting);
  };
  const remove = (connection: Connection, event: 'chime:AttendeeLeft' | 'chime:AttendeeDropped'): Connection => {
    const { meeting, attendee, leg } = connection;
    connections.delete(attendee.AttendeeId);
    if (leg) byCall.delete(leg.callId);
    if (connectedTo(meeting).length === 0) {
      meeting.emptySince = context.clock.now();
      changed(meeting);
    }
    context.emit(event, meeting, attendee, network(connection));
    tell(meeting);
    return connection;
  };
  const connectedTo = (meeting: MeetingRecord): Connection[] =>
    Object.keys(meeting.attendees).flatMap((id) => connections.get(id) ?? []);

  return {
    join({ transactionId, callId, joinToken, meetingId = '', onEnded }) {
      // Without its id only a meeting of the legacy namespace can be joined, and those are not emulated.
      const meeting = peekMeeting(context, meetingId);
      if (!meeting) return Promise.resolve('unknown-meeting');
      const attendee = holderOf(meeting, joinToken);
      if (!attendee) return Promise.resolve('invalid-token');
      connect({ meeting, attendee, leg: { callId, transactionId }, muted: false, onEnded });
      return Promise.resolve({ meetingId: meeting.MeetingId, attendeeId: attendee.AttendeeId });
    },
    leave(callId) {
      const connection = byCall.get(callId);
      if (connection) remove(connection, 'chime:AttendeeLeft');
    },
    setMuted(meetingId, attendeeIds, muted) {
      const meeting = peekMeeting(context, meetingId);
      if (!meeting) return Promise.resolve('unknown-meeting');
      const unknownAttendees = attendeeIds.filter((id) => !Object.hasOwn(meeting.attendees, id));
      if (unknownAttendees.length > 0) return Promise.resolve({ unknownAttendees });
      const affected = attendeeIds
        .flatMap((id) => connections.get(id) ?? [])
        .filter((connection) => connection.leg && connection.muted !== muted);
      for (const connection of affected) connection.muted = muted;
      if (affected.length > 0) tell(meeting);
      return Promise.resolve('done');
    },
    joinBrowser(joinToken, onEnded = () => undefined) {
      for (const meeting of Object.values(context.state.meetings)) {
        const attendee = holderOf(meeting, joinToken);
        if (!attendee) continue;
        const connection = { meeting, attendee, muted: false, onEnded };
        connect(connection);
        const end = (event: 'chime:AttendeeLeft' | 'chime:AttendeeDropped'): void => {
          if (connections.get(attendee.AttendeeId) === connection) remove(connection, event);
        };
        return {
          meetingId: meeting.MeetingId,
          attendeeId: attendee.AttendeeId,
          externalUserId: attendee.ExternalUserId,
          leave: () => end('chime:AttendeeLeft'),
          drop: () => end('chime:AttendeeDropped'),
        };
      }
      return 'invalid-token';
    },
    participants(meetingId) {
      const meeting = peekMeeting(context, meetingId);
      return meeting ? connectedTo(meeting).map(toParticipant) : [];
    },
    placeOf(callId) {
      const connection = byCall.get(callId);
      return connection && toParticipant(connection);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    disconnect(meeting, attendeeId) {
      for (const connection of connectedTo(meeting)) {
        if (attendeeId !== undefined && connection.attendee.AttendeeId !== attendeeId) continue;
        remove(connection, 'chime:AttendeeLeft').onEnded();
      }
    },
    clear() {
      const browsers = [...connections.values()].filter(({ leg }) => !leg);
      connections.clear();
      byCall.clear();
      for (const { onEnded } of browsers) onEnded();
    },
  };
}

function holderOf(meeting: MeetingRecord, joinToken: string): AttendeeRecord | undefined {
  return Object.values(meeting.attendees).find(({ JoinToken }) => JoinToken === joinToken);
}

function network({ leg }: Connection): NetworkType {
  return leg ? 'Pstn' : 'Voip';
}

function toParticipant({ meeting, attendee, leg, muted }: Connection): Participant {
  return {
    meetingId: meeting.MeetingId,
    attendeeId: attendee.AttendeeId,
    externalUserId: attendee.ExternalUserId,
    kind: leg ? 'phone' : 'browser',
    ...leg,
    muted,
  };
}
