import type { Joined, Meetings } from '../engine/ports.ts';
import { peekMeeting, type MeetingsContext } from './context.ts';
import type { NetworkType } from './events.ts';
import type { AttendeeRecord, MeetingRecord } from './state.ts';

/** Somebody who is in a meeting now. */
export interface Participant extends Joined {
  externalUserId: string;
  kind: 'phone' | 'browser';
  /** Of the leg, for a telephone. */
  callId?: string;
  /** Muted by the service; how a browser mutes itself is its own business. */
  muted: boolean;
}

export interface BrowserSession extends Joined {
  leave(): void;
}

/** Who is connected, by telephone or by browser. */
export interface Presence extends Meetings {
  /**
   * A browser joins as the attendee whose token it holds.
   * @param onEnded the meeting ended, or this attendee was removed or joined from elsewhere
   */
  joinBrowser(joinToken: string, onEnded?: () => void): BrowserSession | 'invalid-token';
  participants(meetingId: string): readonly Participant[];
  /** Disconnects one attendee, or everybody in a meeting. */
  disconnect(meeting: MeetingRecord, attendeeId?: string): void;
  clear(): void;
}

interface Connection {
  meeting: MeetingRecord;
  attendee: AttendeeRecord;
  callId: string | undefined;
  muted: boolean;
  onEnded(): void;
}

/** @param changed called when a meeting has got its first participant or has lost its last */
export function createPresence(context: MeetingsContext, changed: (meeting: MeetingRecord) => void): Presence {
  /** By attendee id: nobody is in a meeting twice. */
  const connections = new Map<string, Connection>();
  const byCall = new Map<string, Connection>();

  const connect = (connection: Connection): void => {
    const { meeting, attendee } = connection;
    const first = connections.get(attendee.AttendeeId);
    if (first) remove(first, 'chime:AttendeeDropped').onEnded();
    connections.set(attendee.AttendeeId, connection);
    if (connection.callId !== undefined) byCall.set(connection.callId, connection);
    delete meeting.emptySince;
    changed(meeting);
    context.emit('chime:AttendeeAuthorized', meeting, attendee);
    context.emit('chime:AttendeeJoined', meeting, attendee, network(connection));
  };
  const remove = (connection: Connection, event: 'chime:AttendeeLeft' | 'chime:AttendeeDropped'): Connection => {
    const { meeting, attendee } = connection;
    connections.delete(attendee.AttendeeId);
    if (connection.callId !== undefined) byCall.delete(connection.callId);
    if (connectedTo(meeting).length === 0) {
      meeting.emptySince = context.clock.now();
      changed(meeting);
    }
    context.emit(event, meeting, attendee, network(connection));
    return connection;
  };
  const connectedTo = (meeting: MeetingRecord): Connection[] =>
    Object.keys(meeting.attendees).flatMap((id) => connections.get(id) ?? []);

  return {
    join({ callId, joinToken, meetingId = '', onEnded }) {
      // Without its id only a meeting of the legacy namespace can be joined, and those are not emulated.
      const meeting = peekMeeting(context, meetingId);
      if (!meeting) return Promise.resolve('unknown-meeting');
      const attendee = holderOf(meeting, joinToken);
      if (!attendee) return Promise.resolve('invalid-token');
      connect({ meeting, attendee, callId, muted: false, onEnded });
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
      for (const id of attendeeIds) {
        const connection = connections.get(id);
        if (connection?.callId !== undefined) connection.muted = muted;
      }
      return Promise.resolve('done');
    },
    joinBrowser(joinToken, onEnded = () => undefined) {
      for (const meeting of Object.values(context.state.meetings)) {
        const attendee = holderOf(meeting, joinToken);
        if (!attendee) continue;
        const connection = { meeting, attendee, callId: undefined, muted: false, onEnded };
        connect(connection);
        const leave = (): void => {
          if (connections.get(attendee.AttendeeId) === connection) remove(connection, 'chime:AttendeeLeft');
        };
        return { meetingId: meeting.MeetingId, attendeeId: attendee.AttendeeId, leave };
      }
      return 'invalid-token';
    },
    participants(meetingId) {
      const meeting = peekMeeting(context, meetingId);
      return meeting ? connectedTo(meeting).map(toParticipant) : [];
    },
    disconnect(meeting, attendeeId) {
      for (const connection of connectedTo(meeting)) {
        if (attendeeId !== undefined && connection.attendee.AttendeeId !== attendeeId) continue;
        remove(connection, 'chime:AttendeeLeft').onEnded();
      }
    },
    clear() {
      connections.clear();
      byCall.clear();
    },
  };
}

function holderOf(meeting: MeetingRecord, joinToken: string): AttendeeRecord | undefined {
  return Object.values(meeting.attendees).find(({ JoinToken }) => JoinToken === joinToken);
}

function network({ callId }: Connection): NetworkType {
  return callId === undefined ? 'Voip' : 'Pstn';
}

function toParticipant({ meeting, attendee, callId, muted }: Connection): Participant {
  return {
    meetingId: meeting.MeetingId,
    attendeeId: attendee.AttendeeId,
    externalUserId: attendee.ExternalUserId,
    kind: callId === undefined ? 'browser' : 'phone',
    ...(callId !== undefined && { callId }),
    muted,
  };
}
