import { UNKNOWN_CONNECTOR } from '../helpers.ts';
import type { World } from '../world.ts';
import { voice, type Case, type Refused } from './case.ts';

const connector = async (world: World): Promise<{ VoiceConnectorId: string }> => ({
  VoiceConnectorId: await world.connector(),
});
const bad = [{ VoiceConnectorId: 'trunk' }, 'voiceConnectorId'] as const;
const unknown = [{ VoiceConnectorId: UNKNOWN_CONNECTOR }, 'NotFoundException'] as const;
const route = { Host: '203.0.113.9', Protocol: 'UDP', Priority: 1, Weight: 1 } as const;
const termination = { CallingRegions: ['US'], CidrAllowedList: ['203.0.113.8/32'] };
const streaming = { DataRetentionInHours: 0, Disabled: false };
const neverSet: Refused = { why: 'was never set', input: connector, error: 'NotFoundException', message: /has no/ };

const putOrigination = (why: string, Origination: object, message: RegExp, encrypted = false): Refused => ({
  why,
  input: async (world) => ({ VoiceConnectorId: await world.connector(encrypted), Origination }),
  error: 'BadRequestException',
  message,
});
const putTermination = (why: string, change: object, message: RegExp): Refused => ({
  why,
  input: async (world) => ({ ...(await connector(world)), Termination: { ...termination, ...change } }),
  error: 'BadRequestException',
  message,
});

export const connectorSettingCases: readonly Case[] = [
  voice('PutVoiceConnectorOrigination', {
    input: async (world) => ({ ...(await connector(world)), Origination: { Routes: [route] } }),
    output: { Origination: { Routes: [{ ...route, Port: 5060 }], Disabled: false } },
    bad: [{ Origination: { Routes: [{ ...route, Weight: 101 }] } }, 'origination.routes.1.member.weight'],
    unknown,
    refused: [
      putOrigination('has a route without host', { Routes: [{ ...route, Host: ' ' }] }, /needs a Host/),
      putOrigination('has a route without weight', { Routes: [{ Host: 'a', Protocol: 'TCP' }] }, /Priority and Weight/),
      putOrigination('has too many routes', { Routes: Array.from({ length: 11 }, () => route) }, /10 routes; 11/),
      putOrigination('has UDP where encryption is required', { Routes: [route] }, /Protocol TCP/, true),
    ],
  }),
  voice('GetVoiceConnectorOrigination', {
    input: async (world) => {
      const { VoiceConnectorId } = await connector(world);
      await world.voice.putVoiceConnectorOrigination({ VoiceConnectorId, Origination: { Routes: [route] } });
      return { VoiceConnectorId };
    },
    output: { Origination: { Routes: [{ Host: '203.0.113.9' }] } },
    bad,
    unknown,
    refused: [neverSet],
  }),
  voice('DeleteVoiceConnectorOrigination', { input: connector, bad, unknown }),
  voice('PutVoiceConnectorTermination', {
    input: async (world) => ({ ...(await connector(world)), Termination: termination }),
    output: { Termination: { ...termination, CpsLimit: 1, Disabled: false } },
    bad: [{ Termination: { ...termination, CpsLimit: 0 } }, 'termination.cpsLimit'],
    unknown,
    refused: [
      putTermination('has a CPS limit over quota', { CpsLimit: 2 }, /quota of 1/),
      putTermination('has no calling regions', { CallingRegions: [] }, /at least one country/),
      putTermination('has a country by name', { CallingRegions: ['Germany'] }, /two letters/),
      putTermination('has no addresses', { CidrAllowedList: [] }, /at least one block/),
      putTermination('has a wide block', { CidrAllowedList: ['203.0.113.0/24'] }, /\/27 and \/32/),
      putTermination('has a private block', { CidrAllowedList: ['192.168.1.1/32'] }, /not public/),
      putTermination('has a block that is none', { CidrAllowedList: ['home'] }, /not an IPv4 block/),
      putTermination('has a number that is not there', { DefaultPhoneNumber: '+19995551234' }, /DefaultPhoneNumber/),
    ],
  }),
  voice('GetVoiceConnectorTermination', {
    input: async (world) => {
      const { VoiceConnectorId } = await connector(world);
      await world.voice.putVoiceConnectorTermination({ VoiceConnectorId, Termination: termination });
      return { VoiceConnectorId };
    },
    output: { Termination: termination },
    bad,
    unknown,
    refused: [neverSet],
  }),
  voice('DeleteVoiceConnectorTermination', { input: connector, bad, unknown }),
  voice('GetVoiceConnectorTerminationHealth', {
    input: async (world) => {
      const { VoiceConnectorId } = await connector(world);
      world.directory.voiceConnectorSettings.pinged(VoiceConnectorId, '203.0.113.9');
      return { VoiceConnectorId };
    },
    output: { TerminationHealth: { Source: '203.0.113.9', Timestamp: new Date('2026-01-05T09:00:00Z') } },
    bad,
    unknown,
  }),
  voice('PutVoiceConnectorTerminationCredentials', {
    input: async (world) => ({ ...(await connector(world)), Credentials: [{ Username: 'pbx', Password: 'secret' }] }),
    bad,
    unknown,
    refused: [
      {
        why: 'has no password',
        input: async (world) => ({ ...(await connector(world)), Credentials: [{ Username: 'pbx' }] }),
        error: 'BadRequestException',
        message: /a Username and a Password/,
      },
    ],
  }),
  voice('ListVoiceConnectorTerminationCredentials', {
    input: async (world) => {
      const { VoiceConnectorId } = await connector(world);
      const Credentials = ['pbx', 'spare'].map((Username) => ({ Username, Password: 'secret' }));
      await world.voice.putVoiceConnectorTerminationCredentials({ VoiceConnectorId, Credentials });
      return { VoiceConnectorId };
    },
    output: { Usernames: ['pbx', 'spare'] },
    bad,
    unknown,
  }),
  voice('DeleteVoiceConnectorTerminationCredentials', {
    input: async (world) => ({ ...(await connector(world)), Usernames: ['pbx'] }),
    bad,
    unknown,
  }),
  voice('PutVoiceConnectorStreamingConfiguration', {
    input: async (world) => ({ ...(await connector(world)), StreamingConfiguration: streaming }),
    output: { StreamingConfiguration: streaming },
    bad: [
      { StreamingConfiguration: { ...streaming, StreamingNotificationTargets: [{ NotificationTarget: 'Fax' }] } },
      'streamingConfiguration.streamingNotificationTargets.1.member.notificationTarget',
    ],
    unknown,
  }),
  voice('GetVoiceConnectorStreamingConfiguration', {
    input: async (world) => {
      const { VoiceConnectorId } = await connector(world);
      const StreamingConfiguration = streaming;
      await world.voice.putVoiceConnectorStreamingConfiguration({ VoiceConnectorId, StreamingConfiguration });
      return { VoiceConnectorId };
    },
    output: { StreamingConfiguration: streaming },
    bad,
    unknown,
    refused: [neverSet],
  }),
  voice('DeleteVoiceConnectorStreamingConfiguration', { input: connector, bad, unknown }),
  voice('PutVoiceConnectorLoggingConfiguration', {
    input: async (world) => ({ ...(await connector(world)), LoggingConfiguration: { EnableSIPLogs: true } }),
    output: { LoggingConfiguration: { EnableSIPLogs: true, EnableMediaMetricLogs: false } },
    bad,
    unknown,
  }),
  voice('GetVoiceConnectorLoggingConfiguration', {
    input: connector,
    output: { LoggingConfiguration: { EnableSIPLogs: false, EnableMediaMetricLogs: false } },
    bad,
    unknown,
  }),
];
