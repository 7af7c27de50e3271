import { UNKNOWN_ID } from '../helpers.ts';
import type { World } from '../world.ts';
import { voice, type Case } from './case.ts';

const rule = async (world: World, Disabled = false): Promise<{ SipRuleId: string }> => ({
  SipRuleId: await world.rule(await world.number(), await world.application(), Disabled),
});
const target = (SipMediaApplicationId: string, AwsRegion = 'us-east-1', Priority = 1): object => ({
  SipMediaApplicationId,
  Priority,
  AwsRegion,
});
const newRule = async (world: World, TriggerValue: string): Promise<object> => ({
  Name: 'main',
  TriggerType: 'ToPhoneNumber',
  TriggerValue,
  TargetApplications: [target(await world.application())],
});
const badId = [{ SipRuleId: ' ' }, 'sipRuleId'] as const;
const unknownId = [{ SipRuleId: UNKNOWN_ID }, 'NotFoundException'] as const;
const withTargets = async (world: World, targets: readonly object[]): Promise<object> => ({
  ...(await newRule(world, await world.number())),
  TargetApplications: targets,
});

export const ruleCases: readonly Case[] = [
  voice('CreateSipRule', {
    input: async (world) => newRule(world, await world.number()),
    output: { SipRule: { Name: 'main', Disabled: false, TriggerType: 'ToPhoneNumber', TriggerValue: '+12065550100' } },
    bad: [{ TargetApplications: [] }, 'targetApplications'],
    unknown: [{ TriggerValue: '+19995551234' }, 'BadRequestException'],
    refused: [
      {
        why: 'has a number still on order',
        input: async (world) => {
          const E164PhoneNumbers = ['+12065550100'];
          await world.voice.createPhoneNumberOrder({ ProductType: 'SipMediaApplicationDialIn', E164PhoneNumbers });
          return newRule(world, '+12065550100');
        },
        error: 'BadRequestException',
        message: /not ready: its status is AcquireInProgress/,
      },
      {
        why: 'has a Voice Connector number',
        input: async (world) => newRule(world, await world.number('+12065550100', 'VoiceConnector')),
        error: 'BadRequestException',
        message: /needs SipMediaApplicationDialIn/,
      },
      {
        why: 'has the trigger of another rule',
        input: async (world) => {
          await rule(world);
          return newRule(world, '+12065550100');
        },
        error: 'ConflictException',
        message: /already has the trigger/,
      },
      {
        why: 'has a host that is no Voice Connector',
        input: async (world) => ({ ...(await newRule(world, 'pbx.example.com')), TriggerType: 'RequestUriHostname' }),
        error: 'BadRequestException',
        message: /OutboundHostName/,
      },
      {
        why: 'has an unknown target',
        input: (world) => withTargets(world, [target(UNKNOWN_ID)]),
        error: 'BadRequestException',
        message: /TargetApplications.1: there is no SIP media application/,
      },
      {
        why: 'has a target without priority',
        input: async (world) =>
          withTargets(world, [{ SipMediaApplicationId: await world.application(), AwsRegion: 'us-east-1' }]),
        error: 'BadRequestException',
        message: /needs SipMediaApplicationId, Priority and AwsRegion/,
      },
      {
        why: 'has a target in the wrong Region',
        input: async (world) => withTargets(world, [target(await world.application(), 'us-west-2')]),
        error: 'BadRequestException',
        message: /is in us-east-1, not in us-west-2/,
      },
      {
        why: 'has two targets in one Region',
        input: async (world) =>
          withTargets(world, [target(await world.application()), target(await world.application(), 'us-east-1', 2)]),
        error: 'BadRequestException',
        message: /us-east-1 has two targets/,
      },
    ],
  }),
  voice('GetSipRule', {
    input: (world) => rule(world),
    output: { SipRule: { Name: 'main', TargetApplications: [{ Priority: 1, AwsRegion: 'us-east-1' }] } },
    bad: badId,
    unknown: unknownId,
  }),
  voice('ListSipRules', {
    input: async (world) => {
      await rule(world);
      return {};
    },
    output: { SipRules: [{ Name: 'main' }] },
    bad: [{ MaxResults: 0 }, 'maxResults'],
    unknown: [{ NextToken: 'made-up' }, 'BadRequestException'],
  }),
  voice('UpdateSipRule', {
    input: async (world) => ({ ...(await rule(world)), Name: 'night', Disabled: true }),
    output: { SipRule: { Name: 'night', Disabled: true, TriggerValue: '+12065550100' } },
    bad: [{ Name: 'a/b' }, 'name'],
    unknown: unknownId,
    refused: [
      {
        why: 'enables a rule whose number is gone',
        input: async (world) => {
          const disabled = await rule(world, true);
          await world.voice.deletePhoneNumber({ PhoneNumberId: '+12065550100' });
          return { ...disabled, Name: 'main', Disabled: false };
        },
        error: 'BadRequestException',
        message: /ReleaseInProgress/,
      },
      {
        why: 'has an unknown target',
        input: async (world) => ({ ...(await rule(world)), Name: 'main', TargetApplications: [target(UNKNOWN_ID)] }),
        error: 'BadRequestException',
        message: /no SIP media application/,
      },
    ],
  }),
  voice('DeleteSipRule', {
    input: (world) => rule(world, true),
    bad: badId,
    unknown: unknownId,
    refused: [
      {
        why: 'is of an enabled rule',
        input: (world) => rule(world),
        error: 'ConflictException',
        message: /disable it/,
      },
    ],
  }),
];
