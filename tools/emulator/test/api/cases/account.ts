import { voice, type Case } from './case.ts';

const UNKNOWN_ARN = 'arn:aws:chime:us-east-1:111122223333:sma/none';
const badArn = [{ ResourceARN: 'not-an-arn' }, 'resourceARN'] as const;
const unknownArn = [{ ResourceARN: UNKNOWN_ARN }, 'NotFoundException'] as const;
const tags = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));

export const accountCases: readonly Case[] = [
  voice('GetGlobalSettings', { input: () => ({}), output: { VoiceConnector: {} } }),
  voice('UpdateGlobalSettings', {
    input: () => ({ VoiceConnector: { CdrBucket: 'call-records' } }),
    bad: [{ VoiceConnector: { CdrBucket: 'Call_Records' } }, 'voiceConnector.cdrBucket'],
  }),
  voice('GetPhoneNumberSettings', { input: () => ({}) }),
  voice('UpdatePhoneNumberSettings', {
    input: () => ({ CallingName: 'Acme' }),
    bad: [{ CallingName: 'A' }, 'callingName'],
    refused: [
      {
        why: 'comes a second time in a week',
        input: async (world) => {
          await world.voice.updatePhoneNumberSettings({ CallingName: 'Acme' });
          return { CallingName: 'Acme Ltd' };
        },
        error: 'BadRequestException',
        message: /once in seven days/,
      },
    ],
  }),
  voice('ListTagsForResource', {
    input: async (world) => ({ ResourceARN: await world.applicationArn() }),
    output: { Tags: [{ Key: 'stage', Value: 'test' }] },
    bad: badArn,
    unknown: unknownArn,
  }),
  voice('TagResource', {
    input: async (world) => ({ ResourceARN: await world.applicationArn(), Tags: [{ Key: 'team', Value: 'voice' }] }),
    bad: badArn,
    unknown: unknownArn,
    refused: [
      {
        why: 'has too many tags',
        input: async (world) => ({ ResourceARN: await world.applicationArn(), Tags: tags(50) }),
        error: 'ResourceLimitExceededException',
        message: /50 tags; this one would have 51/,
      },
    ],
  }),
  voice('UntagResource', {
    input: async (world) => ({ ResourceARN: await world.applicationArn(), TagKeys: ['stage'] }),
    bad: [{ TagKeys: [] }, 'tagKeys'],
    unknown: unknownArn,
  }),
];
