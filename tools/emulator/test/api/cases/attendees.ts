import { expect } from '@jest/globals';
import { UNKNOWN_ID } from '../helpers.ts';
import type { World } from '../world.ts';
import { meetings, type Case, type Refused } from './case.ts';

const ALL = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' } as const;
const audioOnly = { Audio: 'SendReceive', Video: 'None', Content: 'None' } as const;
const contentWithoutVideo = { Audio: 'SendReceive', Video: 'Send', Content: 'Receive' } as const;

const meeting = async (world: World): Promise<{ MeetingId: string }> => ({ MeetingId: await world.meeting() });
const attendee = async (world: World): Promise<{ MeetingId: string; AttendeeId: string }> => {
  const MeetingId = await world.meeting();
  return { MeetingId, AttendeeId: (await world.attendee(MeetingId)).AttendeeId };
};
const badMeeting = [{ MeetingId: 'standup' }, 'meetingId'] as const;
const unknownMeeting = [{ MeetingId: UNKNOWN_ID }, 'NotFoundException'] as const;
const badAttendee = [{ AttendeeId: 'alice' }, 'attendeeId'] as const;
const unknownAttendee = [{ AttendeeId: UNKNOWN_ID }, 'NotFoundException'] as const;
const ended: Refused = {
  why: 'is after the end',
  input: async (world) => {
    const MeetingId = await world.meeting();
    await world.meetings.deleteMeeting({ MeetingId });
    return { MeetingId, AttendeeId: UNKNOWN_ID, ExternalUserId: 'bob', Attendees: [{ ExternalUserId: 'bob' }] };
  },
  error: 'NotFoundException',
  message: /The meeting has ended/,
};

export const attendeeCases: readonly Case[] = [
  meetings('CreateAttendee', {
    input: async (world) => ({ ...(await meeting(world)), ExternalUserId: 'alice', Capabilities: audioOnly }),
    output: { Attendee: { ExternalUserId: 'alice', JoinToken: expect.any(String), Capabilities: audioOnly } },
    bad: [{ ExternalUserId: 'a' }, 'externalUserId'],
    unknown: unknownMeeting,
    refused: [
      ended,
      {
        why: 'would receive content without video',
        input: async (world) => ({
          ...(await meeting(world)),
          ExternalUserId: 'alice',
          Capabilities: contentWithoutVideo,
        }),
        error: 'BadRequestException',
        message: /Capabilities.Content/,
      },
      {
        why: 'would send video where there is none',
        input: async (world) => {
          const { Meeting } = await world.meetings.createMeeting({
            ClientRequestToken: 'audio',
            MediaRegion: 'us-east-1',
            ExternalMeetingId: 'audio',
            MeetingFeatures: { Video: { MaxResolution: 'None' } },
          });
          return { MeetingId: Meeting?.MeetingId, ExternalUserId: 'alice', Capabilities: ALL };
        },
        error: 'BadRequestException',
        message: /MaxResolution is None/,
      },
      {
        why: 'has a reserved name',
        input: async (world) => ({ ...(await meeting(world)), ExternalUserId: 'aws:alice' }),
        error: 'BadRequestException',
        message: /must not begin with aws:/,
      },
      {
        why: 'is one too many',
        input: async (world) => {
          const { Meeting } = await world.meetings.createMeeting({
            ClientRequestToken: 'tete-a-tete',
            MediaRegion: 'us-east-1',
            ExternalMeetingId: 'small',
            MeetingFeatures: { Attendee: { MaxCount: 2 } },
          });
          const MeetingId = Meeting?.MeetingId ?? '';
          await world.attendee(MeetingId, 'alice');
          await world.attendee(MeetingId, 'bob');
          return { MeetingId, ExternalUserId: 'carol' };
        },
        error: 'LimitExceededException',
        message: /it can have 2/,
      },
    ],
  }),
  meetings('BatchCreateAttendee', {
    input: async (world) => ({
      ...(await meeting(world)),
      Attendees: [{ ExternalUserId: 'alice' }, { ExternalUserId: 'bob', Capabilities: contentWithoutVideo }],
    }),
    output: {
      Attendees: [{ ExternalUserId: 'alice', Capabilities: ALL }],
      Errors: [{ ExternalUserId: 'bob', ErrorCode: 'BadRequest' }],
    },
    bad: [{ Attendees: [] }, 'attendees'],
    unknown: unknownMeeting,
    refused: [ended],
  }),
  meetings('GetAttendee', {
    input: attendee,
    output: { Attendee: { ExternalUserId: 'alice', JoinToken: expect.any(String) } },
    bad: badAttendee,
    unknown: unknownAttendee,
    refused: [ended],
  }),
  meetings('ListAttendees', {
    input: async (world) => {
      const { MeetingId } = await attendee(world);
      return { MeetingId };
    },
    output: { Attendees: [{ ExternalUserId: 'alice' }] },
    bad: [{ MaxResults: 101 }, 'maxResults'],
    unknown: unknownMeeting,
    refused: [
      {
        why: 'has a made-up token',
        input: async (world) => ({ ...(await meeting(world)), NextToken: 'made-up' }),
        error: 'BadRequestException',
        message: /NextToken/,
      },
    ],
  }),
  meetings('DeleteAttendee', { input: attendee, bad: badAttendee, unknown: unknownAttendee, refused: [ended] }),
  meetings('UpdateAttendeeCapabilities', {
    input: async (world) => ({ ...(await attendee(world)), Capabilities: audioOnly }),
    output: { Attendee: { ExternalUserId: 'alice', Capabilities: audioOnly } },
    bad: [{ Capabilities: { ...ALL, Video: 'Sometimes' } }, 'capabilities.video'],
    unknown: unknownAttendee,
    refused: [
      {
        why: 'would receive content without video',
        input: async (world) => ({ ...(await attendee(world)), Capabilities: contentWithoutVideo }),
        error: 'BadRequestException',
        message: /Capabilities.Content/,
      },
    ],
  }),
  meetings('BatchUpdateAttendeeCapabilitiesExcept', {
    input: async (world) => {
      const { MeetingId, AttendeeId } = await attendee(world);
      return { MeetingId, ExcludedAttendeeIds: [{ AttendeeId }], Capabilities: audioOnly };
    },
    bad: badMeeting,
    unknown: [{ ExcludedAttendeeIds: [{ AttendeeId: UNKNOWN_ID }] }, 'NotFoundException'],
  }),
];
