import { LAMBDA, UNKNOWN_ID } from '../helpers.ts';
import type { World } from '../world.ts';
import { voice, type Case } from './case.ts';

const application = async (world: World): Promise<object> => ({ SipMediaApplicationId: await world.application() });
const badId = [{ SipMediaApplicationId: ' ' }, 'sipMediaApplicationId'] as const;
const unknownId = [{ SipMediaApplicationId: UNKNOWN_ID }, 'NotFoundException'] as const;
const elsewhere = [{ LambdaArn: LAMBDA.replace('us-east-1', 'us-west-2') }];

const alexa = (operation: string): Case =>
  voice(operation, {
    input: application,
    bad: badId,
    unknown: unknownId,
    refused: [{ why: 'comes at all', input: application, error: 'GoneException', message: /Alexa/ }],
  });

export const applicationCases: readonly Case[] = [
  voice('CreateSipMediaApplication', {
    input: () => ({ AwsRegion: 'us-east-1', Name: 'ivr', Endpoints: [{ LambdaArn: LAMBDA }] }),
    output: { SipMediaApplication: { AwsRegion: 'us-east-1', Name: 'ivr', Endpoints: [{ LambdaArn: LAMBDA }] } },
    bad: [{ Endpoints: [{ LambdaArn: 'ivr' }] }, 'endpoints.1.member.lambdaArn'],
    unknown: [{ AwsRegion: 'mars-north-1' }, 'BadRequestException'],
    refused: [
      {
        why: 'has a function in another Region',
        input: () => ({ AwsRegion: 'us-east-1', Name: 'ivr', Endpoints: elsewhere }),
        error: 'BadRequestException',
        message: /one Region/,
      },
      {
        why: 'has an endpoint without function',
        input: () => ({ AwsRegion: 'us-east-1', Name: 'ivr', Endpoints: [{}] }),
        error: 'BadRequestException',
        message: /LambdaArn is missing/,
      },
      {
        why: 'is over quota',
        input: async (world) => {
          for (let count = 0; count < 30; count++) await world.application();
          return { AwsRegion: 'us-east-1', Name: 'ivr', Endpoints: [{ LambdaArn: LAMBDA }] };
        },
        error: 'ResourceLimitExceededException',
        message: /30 SIP media applications in us-east-1; its quota is 30/,
      },
    ],
  }),
  voice('GetSipMediaApplication', {
    input: application,
    output: { SipMediaApplication: { Name: 'ivr', CreatedTimestamp: new Date('2026-01-05T09:00:00Z') } },
    bad: badId,
    unknown: unknownId,
  }),
  voice('ListSipMediaApplications', {
    input: async (world) => {
      await world.application();
      return {};
    },
    output: { SipMediaApplications: [{ Name: 'ivr' }] },
    bad: [{ MaxResults: 101 }, 'maxResults'],
    unknown: [{ NextToken: 'made-up' }, 'BadRequestException'],
  }),
  voice('UpdateSipMediaApplication', {
    input: async (world) => ({ ...(await application(world)), Name: 'reception' }),
    output: { SipMediaApplication: { Name: 'reception', Endpoints: [{ LambdaArn: LAMBDA }] } },
    bad: [{ Name: 'a/b' }, 'name'],
    unknown: unknownId,
    refused: [
      {
        why: 'has a function in another Region',
        input: async (world) => ({ ...(await application(world)), Endpoints: elsewhere }),
        error: 'BadRequestException',
        message: /one Region/,
      },
    ],
  }),
  voice('DeleteSipMediaApplication', {
    input: application,
    bad: badId,
    unknown: unknownId,
    refused: [
      {
        why: 'is of an application that a rule uses',
        input: async (world) => {
          const SipMediaApplicationId = await world.application();
          await world.rule(await world.number(), SipMediaApplicationId);
          return { SipMediaApplicationId };
        },
        error: 'ConflictException',
        message: /target of SIP rule/,
      },
    ],
  }),
  voice('GetSipMediaApplicationLoggingConfiguration', {
    input: application,
    output: { SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: false } },
    bad: badId,
    unknown: unknownId,
  }),
  voice('PutSipMediaApplicationLoggingConfiguration', {
    input: async (world) => ({
      ...(await application(world)),
      SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: true },
    }),
    output: { SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: true } },
    bad: badId,
    unknown: unknownId,
  }),
  alexa('GetSipMediaApplicationAlexaSkillConfiguration'),
  alexa('PutSipMediaApplicationAlexaSkillConfiguration'),
];
