/** The only file that loads the SDK of Chime meetings; it is imported when the first request is made, not at cold start. */
import {
  ChimeSDKMeetingsClient,
  CreateAttendeeCommand,
  CreateMeetingCommand,
  CreateMeetingWithAttendeesCommand,
  DeleteAttendeeCommand,
  DeleteMeetingCommand,
  GetAttendeeCommand,
  GetMeetingCommand,
  type ChimeSDKMeetingsClientConfig,
  type CreateAttendeeCommandOutput,
  type CreateMeetingCommandInput,
  type CreateMeetingCommandOutput,
  type CreateMeetingWithAttendeesCommandInput,
  type CreateMeetingWithAttendeesCommandOutput,
  type GetAttendeeCommandOutput,
  type GetMeetingCommandOutput,
} from '@aws-sdk/client-chime-sdk-meetings';

export interface MeetingsClient {
  create(
    input: CreateMeetingWithAttendeesCommandInput,
    abortSignal: AbortSignal,
  ): Promise<CreateMeetingWithAttendeesCommandOutput>;
  open(input: CreateMeetingCommandInput, abortSignal: AbortSignal): Promise<CreateMeetingCommandOutput>;
  addAttendee(
    meetingId: string,
    externalUserId: string,
    abortSignal: AbortSignal,
  ): Promise<CreateAttendeeCommandOutput>;
  removeAttendee(meetingId: string, attendeeId: string, abortSignal: AbortSignal): Promise<unknown>;
  get(meetingId: string, abortSignal: AbortSignal): Promise<GetMeetingCommandOutput>;
  getAttendee(meetingId: string, attendeeId: string, abortSignal: AbortSignal): Promise<GetAttendeeCommandOutput>;
  delete(meetingId: string, abortSignal: AbortSignal): Promise<unknown>;
}

export function createMeetingsClient(config: ChimeSDKMeetingsClientConfig): MeetingsClient {
  // Each request can be repeated: a token makes a meeting once, and the others change nothing the second time.
  const client = new ChimeSDKMeetingsClient({ maxAttempts: 3, ...config });
  return {
    create: (input, abortSignal) => client.send(new CreateMeetingWithAttendeesCommand(input), { abortSignal }),
    open: (input, abortSignal) => client.send(new CreateMeetingCommand(input), { abortSignal }),
    addAttendee: (MeetingId, ExternalUserId, abortSignal) =>
      client.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId }), { abortSignal }),
    removeAttendee: (MeetingId, AttendeeId, abortSignal) =>
      client.send(new DeleteAttendeeCommand({ MeetingId, AttendeeId }), { abortSignal }),
    get: (MeetingId, abortSignal) => client.send(new GetMeetingCommand({ MeetingId }), { abortSignal }),
    getAttendee: (MeetingId, AttendeeId, abortSignal) =>
      client.send(new GetAttendeeCommand({ MeetingId, AttendeeId }), { abortSignal }),
    delete: (MeetingId, abortSignal) => client.send(new DeleteMeetingCommand({ MeetingId }), { abortSignal }),
  };
}
