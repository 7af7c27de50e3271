import type { Attendee, ChimeSDKMeetingsClientConfig, Meeting } from '@aws-sdk/client-chime-sdk-meetings';
import type { MeetingsClient } from './meetings-client.ts';
import { refusalOf, type Refusal } from './refusal.ts';

export interface MeetingRequest {
  /** The same token gives the same meeting while it lives: 2 to 64 letters, digits, `-` and `_`. */
  token: string;
  /** 2 to 64 characters. */
  externalMeetingId: string;
  mediaRegion: string;
  /** `ExternalUserId` of each attendee: 1 to 20, 2 to 64 characters each. */
  attendees: readonly string[];
}

/** As the SDK has them; what clients join with is in there. */
export type JoinableMeeting = Meeting & { MeetingId: string };
export type JoinableAttendee = Attendee & { AttendeeId: string; ExternalUserId: string; JoinToken: string };

export type MeetingResult = { ok: true; meeting: JoinableMeeting; attendees: readonly JoinableAttendee[] } | Refusal;

/** Chime meetings. Nothing is thrown: what goes wrong is a result. */
export interface Meetings {
  /** A meeting with its attendees, in the order asked for (CreateMeetingWithAttendees), or none of it. */
  create(request: MeetingRequest): Promise<MeetingResult>;
  /** A live meeting and one of its attendees, with the join token (GetMeeting and GetAttendee, at the same time). */
  get(meetingId: string, attendeeId: string): Promise<MeetingResult>;
  /** A meeting without attendees (CreateMeeting). */
  open(request: Omit<MeetingRequest, 'attendees'>): Promise<{ ok: true; meetingId: string } | Refusal>;
  /** One more attendee (CreateAttendee); the same external id gives the same attendee. */
  add(meetingId: string, externalUserId: string): Promise<{ ok: true; attendee: JoinableAttendee } | Refusal>;
  /** Disconnects one attendee (DeleteAttendee). One that is not there any more is as good as removed. */
  remove(meetingId: string, attendeeId: string): Promise<{ ok: true } | Refusal>;
  /** Disconnects everybody (DeleteMeeting). A meeting that has ended is as good as deleted. */
  end(meetingId: string): Promise<{ ok: true } | Refusal>;
}

export interface MeetingsOptions {
  /** Where meetings are kept, which may be another region than the function's. */
  region: string;
  /** Other settings of the SDK's client. */
  client?: ChimeSDKMeetingsClientConfig;
  /** How long one request may take with all its attempts; 2,000 by default. */
  deadlineMs?: number;
}

export function createMeetings({ region, client = {}, deadlineMs = 2_000 }: MeetingsOptions): Meetings {
  let loaded: Promise<MeetingsClient> | undefined;
  const load = () =>
    (loaded ??= import('./meetings-client.ts').then(({ createMeetingsClient }) =>
      createMeetingsClient({ region, ...client }),
    ));
  const inTime = () => AbortSignal.timeout(deadlineMs);
  const gone = async (request: (client: MeetingsClient) => Promise<unknown>): Promise<{ ok: true } | Refusal> => {
    try {
      await request(await load());
      return { ok: true };
    } catch (error) {
      const refusal = refusalOf(error);
      return refusal.reason === 'not-found' ? { ok: true } : refusal;
    }
  };
  const end = (meetingId: string) => gone((client) => client.delete(meetingId, inTime()));
  return {
    end,
    remove: (meetingId, attendeeId) => gone((client) => client.removeAttendee(meetingId, attendeeId, inTime())),
    async open({ token, externalMeetingId, mediaRegion }) {
      try {
        const input = { ClientRequestToken: token, ExternalMeetingId: externalMeetingId, MediaRegion: mediaRegion };
        const { Meeting: meeting } = await (await load()).open(input, inTime());
        if (isJoinable(meeting)) return { ok: true, meetingId: meeting.MeetingId };
        return refusalOf(new Error('The response has no meeting'));
      } catch (error) {
        return refusalOf(error);
      }
    },
    async add(meetingId, externalUserId) {
      try {
        const { Attendee: attendee } = await (await load()).addAttendee(meetingId, externalUserId, inTime());
        if (canJoin(attendee)) return { ok: true, attendee };
        return refusalOf(new Error('The response has no attendee'));
      } catch (error) {
        return refusalOf(error);
      }
    },
    async create({ token, externalMeetingId, mediaRegion, attendees }) {
      try {
        const input = {
          ClientRequestToken: token,
          ExternalMeetingId: externalMeetingId,
          MediaRegion: mediaRegion,
          Attendees: attendees.map((ExternalUserId) => ({ ExternalUserId })),
        };
        const { Meeting: meeting, Attendees = [], Errors = [] } = await (await load()).create(input, inTime());
        const joinable = attendees.map((id) => Attendees.find(({ ExternalUserId }) => ExternalUserId === id));
        if (isJoinable(meeting) && joinable.every(canJoin)) return { ok: true, meeting, attendees: joinable };
        // Half a meeting is none.
        if (meeting?.MeetingId !== undefined) await end(meeting.MeetingId);
        const [problem] = Errors;
        return refusalOf(new Error(problem?.ErrorMessage ?? 'The response has no meeting with its attendees'));
      } catch (error) {
        return refusalOf(error);
      }
    },
    async get(meetingId, attendeeId) {
      try {
        const meetings = await load();
        const [{ Meeting: meeting }, { Attendee: attendee }] = await Promise.all([
          meetings.get(meetingId, inTime()),
          meetings.getAttendee(meetingId, attendeeId, inTime()),
        ]);
        if (isJoinable(meeting) && canJoin(attendee)) return { ok: true, meeting, attendees: [attendee] };
        return refusalOf(new Error('The response has no meeting with its attendee'));
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

function isJoinable(meeting: Meeting | undefined): meeting is JoinableMeeting {
  return meeting?.MeetingId !== undefined;
}

function canJoin(attendee: Attendee | undefined): attendee is JoinableAttendee {
  return (
    attendee?.AttendeeId !== undefined && attendee.ExternalUserId !== undefined && attendee.JoinToken !== undefined
  );
}
