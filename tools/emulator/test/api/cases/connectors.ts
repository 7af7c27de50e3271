import { expect } from '@jest/globals';
import { UNKNOWN_CONNECTOR, UNKNOWN_ID } from '../helpers.ts';
import type { World } from '../world.ts';
import { voice, type Case } from './case.ts';

const N1 = '+12065550100';
const connector = async (world: World): Promise<{ VoiceConnectorId: string }> => ({
  VoiceConnectorId: await world.connector(),
});
const group = async (world: World): Promise<{ VoiceConnectorGroupId: string }> => ({
  VoiceConnectorGroupId: await world.group(await world.connector()),
});
const badConnector = [{ VoiceConnectorId: 'trunk' }, 'voiceConnectorId'] as const;
const unknownConnector = [{ VoiceConnectorId: UNKNOWN_CONNECTOR }, 'NotFoundException'] as const;
const badGroup = [{ VoiceConnectorGroupId: ' ' }, 'voiceConnectorGroupId'] as const;
const unknownGroup = [{ VoiceConnectorGroupId: UNKNOWN_ID }, 'NotFoundException'] as const;
const badNumber = [{ E164PhoneNumbers: ['12'.repeat(9)] }, 'e164PhoneNumbers.1.member'] as const;
const numberOnConnector = async (world: World): Promise<{ VoiceConnectorId: string }> => {
  const { VoiceConnectorId } = await connector(world);
  const E164PhoneNumbers = [await world.number(N1, 'VoiceConnector')];
  await world.voice.associatePhoneNumbersWithVoiceConnector({ VoiceConnectorId, E164PhoneNumbers });
  return { VoiceConnectorId };
};
const numberOnGroup = async (world: World): Promise<{ VoiceConnectorGroupId: string }> => {
  const { VoiceConnectorGroupId } = await group(world);
  const E164PhoneNumbers = [await world.number(N1, 'VoiceConnector')];
  await world.voice.associatePhoneNumbersWithVoiceConnectorGroup({ VoiceConnectorGroupId, E164PhoneNumbers });
  return { VoiceConnectorGroupId };
};
const four = async (world: World): Promise<object[]> => {
  const VoiceConnectorId = await world.connector();
  return [1, 2, 3, 4].map((Priority) => ({ VoiceConnectorId, Priority }));
};

export const connectorCases: readonly Case[] = [
  voice('ListAvailableVoiceConnectorRegions', {
    input: () => ({}),
    output: { VoiceConnectorRegions: expect.arrayContaining(['us-east-1', 'eu-west-2']) },
  }),
  voice('CreateVoiceConnector', {
    input: () => ({ Name: 'trunk', RequireEncryption: true }),
    output: {
      VoiceConnector: {
        AwsRegion: 'us-east-1',
        NetworkType: 'IPV4_ONLY',
        RequireEncryption: true,
        OutboundHostName: expect.stringMatching(/^[a-z0-9]{22}\.voiceconnector\.chime\.aws$/),
      },
    },
    bad: [{ AwsRegion: 'sa-east-1' }, 'awsRegion'],
    refused: [
      {
        why: 'is over quota',
        input: async (world) => {
          for (let count = 0; count < 3; count++) await world.connector();
          return { Name: 'trunk', RequireEncryption: false };
        },
        error: 'ResourceLimitExceededException',
        message: /quota is 3/,
      },
    ],
  }),
  voice('GetVoiceConnector', {
    input: connector,
    output: { VoiceConnector: { Name: 'trunk' } },
    bad: badConnector,
    unknown: unknownConnector,
  }),
  voice('ListVoiceConnectors', {
    input: async (world) => {
      await connector(world);
      return {};
    },
    output: { VoiceConnectors: [{ Name: 'trunk' }] },
    bad: [{ MaxResults: 0 }, 'maxResults'],
    unknown: [{ NextToken: 'made-up' }, 'BadRequestException'],
  }),
  voice('UpdateVoiceConnector', {
    input: async (world) => ({ ...(await connector(world)), Name: 'main', RequireEncryption: true }),
    output: { VoiceConnector: { Name: 'main', RequireEncryption: true } },
    bad: [{ Name: '#1' }, 'name'],
    unknown: unknownConnector,
  }),
  voice('DeleteVoiceConnector', {
    input: connector,
    bad: badConnector,
    unknown: unknownConnector,
    refused: [
      { why: 'is of one with numbers', input: numberOnConnector, error: 'ConflictException', message: /\+12065550100/ },
      {
        why: 'is of one in a group',
        input: async (world) => {
          const VoiceConnectorId = await world.connector();
          await world.group(VoiceConnectorId);
          return { VoiceConnectorId };
        },
        error: 'ConflictException',
        message: /group/,
      },
      {
        why: 'is of one whose host a rule has',
        input: async (world) => {
          const { VoiceConnector } = await world.voice.createVoiceConnector({
            Name: 'trunk',
            RequireEncryption: false,
          });
          const SipMediaApplicationId = await world.application();
          await world.voice.createSipRule({
            Name: 'pbx',
            TriggerType: 'RequestUriHostname',
            TriggerValue: VoiceConnector?.OutboundHostName,
            TargetApplications: [{ SipMediaApplicationId, Priority: 1, AwsRegion: 'us-east-1' }],
          });
          return { VoiceConnectorId: VoiceConnector?.VoiceConnectorId };
        },
        error: 'ConflictException',
        message: /SIP rule/,
      },
    ],
  }),
  voice('AssociatePhoneNumbersWithVoiceConnector', {
    input: async (world) => ({
      ...(await connector(world)),
      E164PhoneNumbers: [await world.number(N1, 'VoiceConnector'), await world.number('+12065550101'), '+19995551234'],
    }),
    output: {
      PhoneNumberErrors: [
        { PhoneNumberId: '+12065550101', ErrorCode: 'BadRequest' },
        { PhoneNumberId: '+19995551234', ErrorCode: 'NotFound' },
      ],
    },
    bad: badNumber,
    unknown: unknownConnector,
  }),
  voice('DisassociatePhoneNumbersFromVoiceConnector', {
    input: async (world) => ({ ...(await numberOnConnector(world)), E164PhoneNumbers: [N1, '+19995551234'] }),
    output: { PhoneNumberErrors: [{ PhoneNumberId: '+19995551234', ErrorCode: 'NotFound' }] },
    bad: badNumber,
    unknown: unknownConnector,
  }),
  voice('CreateVoiceConnectorGroup', {
    input: async (world) => ({ Name: 'trunks', VoiceConnectorItems: [{ ...(await connector(world)), Priority: 1 }] }),
    output: { VoiceConnectorGroup: { Name: 'trunks', VoiceConnectorItems: [{ Priority: 1 }] } },
    bad: [{ Name: 'a/b' }, 'name'],
    unknown: [{ VoiceConnectorItems: [{ VoiceConnectorId: UNKNOWN_CONNECTOR, Priority: 1 }] }, 'NotFoundException'],
    refused: [
      {
        why: 'has too many Voice Connectors',
        input: async (world) => ({ Name: 'trunks', VoiceConnectorItems: await four(world) }),
        error: 'ResourceLimitExceededException',
        message: /3 Voice Connectors; 4/,
      },
      {
        why: 'is over quota',
        input: async (world) => {
          for (let count = 0; count < 3; count++) await world.group();
          return { Name: 'trunks' };
        },
        error: 'ResourceLimitExceededException',
        message: /quota is 3/,
      },
    ],
  }),
  voice('GetVoiceConnectorGroup', {
    input: group,
    output: { VoiceConnectorGroup: { Name: 'trunks', CallDistributionType: 'PriorityWeightedDistribution' } },
    bad: badGroup,
    unknown: unknownGroup,
  }),
  voice('ListVoiceConnectorGroups', {
    input: async (world) => {
      await group(world);
      return {};
    },
    output: { VoiceConnectorGroups: [{ Name: 'trunks' }] },
    bad: [{ MaxResults: 0 }, 'maxResults'],
    unknown: [{ NextToken: 'made-up' }, 'BadRequestException'],
  }),
  voice('UpdateVoiceConnectorGroup', {
    input: async (world) => ({ ...(await group(world)), Name: 'spares', VoiceConnectorItems: [] }),
    output: { VoiceConnectorGroup: { Name: 'spares', VoiceConnectorItems: [] } },
    bad: [{ VoiceConnectorItems: [{ VoiceConnectorId: UNKNOWN_CONNECTOR, Priority: 100 }] }, 'priority'],
    unknown: unknownGroup,
    refused: [
      {
        why: 'has too many Voice Connectors',
        input: async (world) => ({ ...(await group(world)), Name: 'trunks', VoiceConnectorItems: await four(world) }),
        error: 'BadRequestException',
        message: /3 Voice Connectors; 4/,
      },
    ],
  }),
  voice('DeleteVoiceConnectorGroup', {
    input: group,
    bad: badGroup,
    unknown: unknownGroup,
    refused: [
      { why: 'is of one with numbers', input: numberOnGroup, error: 'ConflictException', message: /\+12065550100/ },
    ],
  }),
  voice('AssociatePhoneNumbersWithVoiceConnectorGroup', {
    input: async (world) => ({
      ...(await group(world)),
      E164PhoneNumbers: [await world.number(N1, 'VoiceConnector'), '+19995551234'],
    }),
    output: { PhoneNumberErrors: [{ PhoneNumberId: '+19995551234', ErrorCode: 'NotFound' }] },
    bad: badNumber,
    unknown: unknownGroup,
  }),
  voice('DisassociatePhoneNumbersFromVoiceConnectorGroup', {
    input: async (world) => ({ ...(await numberOnGroup(world)), E164PhoneNumbers: [N1] }),
    output: { PhoneNumberErrors: [] },
    bad: badNumber,
    unknown: unknownGroup,
  }),
];
