import { expect } from '@jest/globals';
import { UNKNOWN_ID } from '../helpers.ts';
import type { World } from '../world.ts';
import { meetings, type Case, type Refused } from './case.ts';

const meeting = async (world: World): Promise<{ MeetingId: string }> => ({ MeetingId: await world.meeting() });
const newMeeting = { ClientRequestToken: 'token-1', MediaRegion: 'us-east-1', ExternalMeetingId: 'standup' };
const bad = [{ MeetingId: 'standup' }, 'meetingId'] as const;
const unknown = [{ MeetingId: UNKNOWN_ID }, 'NotFoundException'] as const;
const badToken = [{ ClientRequestToken: 'a b' }, 'clientRequestToken'] as const;
const meetingArn = async (world: World): Promise<string> => {
  const { Meeting } = await world.meetings.createMeeting({ ...newMeeting, Tags: [{ Key: 'stage', Value: 'test' }] });
  return Meeting?.MeetingArn ?? '';
};
const unknownArn = [
  { ResourceARN: `arn:aws:chime:us-east-1:111122223333:meeting/${UNKNOWN_ID}` },
  'ResourceNotFoundException',
] as const;
const badArn = [{ ResourceARN: 'meeting' }, 'resourceARN'] as const;

const refusedCreations = (more: object): Refused[] => [
  {
    why: 'has no such media Region',
    input: () => ({ ...newMeeting, ...more, MediaRegion: 'mars-north-1' }),
    error: 'BadRequestException',
    message: /MediaRegion mars-north-1/,
  },
  {
    why: 'has a reserved name',
    input: () => ({ ...newMeeting, ...more, ExternalMeetingId: 'aws:standup' }),
    error: 'BadRequestException',
    message: /must not begin with aws:/,
  },
  {
    why: 'has an unknown primary meeting',
    input: () => ({ ...newMeeting, ...more, PrimaryMeetingId: UNKNOWN_ID }),
    error: 'BadRequestException',
    message: /PrimaryMeetingId/,
  },
  {
    why: 'is over quota',
    input: async (world) => {
      for (let count = 0; count < 250; count++)
        world.registry.create({ ...newMeeting, ClientRequestToken: `t${count}` });
      return { ...newMeeting, ...more };
    },
    error: 'LimitExceededException',
    message: /quota is 250/,
  },
];

export const meetingCases: readonly Case[] = [
  meetings('CreateMeeting', {
    input: () => ({ ...newMeeting, MeetingFeatures: { Attendee: { MaxCount: 3 } } }),
    output: {
      Meeting: {
        MeetingId: expect.any(String),
        ExternalMeetingId: 'standup',
        MediaRegion: 'us-east-1',
        MeetingFeatures: { Attendee: { MaxCount: 3 } },
        MediaPlacement: { SignalingUrl: expect.stringContaining('wss://') },
      },
    },
    bad: badToken,
    refused: refusedCreations({}),
  }),
  meetings('CreateMeetingWithAttendees', {
    input: () => ({ ...newMeeting, Attendees: [{ ExternalUserId: 'alice' }, { ExternalUserId: 'aws:bob' }] }),
    output: {
      Meeting: { ExternalMeetingId: 'standup' },
      Attendees: [{ ExternalUserId: 'alice', JoinToken: expect.any(String) }],
      Errors: [{ ExternalUserId: 'aws:bob', ErrorCode: 'BadRequest' }],
    },
    bad: [{ Attendees: Array.from({ length: 21 }, (_, index) => ({ ExternalUserId: `user${index}` })) }, 'attendees'],
    refused: refusedCreations({ Attendees: [{ ExternalUserId: 'alice' }] }),
  }),
  meetings('GetMeeting', { input: meeting, output: { Meeting: { ExternalMeetingId: 'standup' } }, bad, unknown }),
  meetings('DeleteMeeting', {
    input: meeting,
    bad,
    unknown,
    refused: [
      {
        why: 'comes twice',
        input: async (world) => {
          const deleted = await meeting(world);
          await world.meetings.deleteMeeting(deleted);
          return deleted;
        },
        error: 'NotFoundException',
        message: /has ended/,
      },
    ],
  }),
  meetings('ListTagsForResource', {
    input: async (world) => ({ ResourceARN: await meetingArn(world) }),
    output: { Tags: [{ Key: 'stage', Value: 'test' }] },
    bad: badArn,
    unknown: unknownArn,
  }),
  meetings('TagResource', {
    input: async (world) => ({ ResourceARN: await meetingArn(world), Tags: [{ Key: 'team', Value: 'voice' }] }),
    bad: badArn,
    unknown: unknownArn,
    refused: [
      {
        why: 'has too many tags',
        input: async (world) => ({
          ResourceARN: await meetingArn(world),
          Tags: Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })),
        }),
        error: 'TooManyTagsException',
        message: /51/,
      },
    ],
  }),
  meetings('UntagResource', {
    input: async (world) => ({ ResourceARN: await meetingArn(world), TagKeys: ['stage'] }),
    bad: badArn,
    unknown: unknownArn,
  }),
];
