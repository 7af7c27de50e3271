import type { World } from './world.ts';
import { HANDLER, STAND_IN } from './world.ts';

export type Properties = Record<string, unknown>;

/** A type of resource, for tests that are the same for all of them. */
export interface Kind {
  type: string;
  /** Makes what it needs, and gives the properties of one. */
  wanted(world: World): Promise<Properties>;
  /** A change after which it is still the same. */
  changed: Properties;
  /** A change after which it is another; there may be none. */
  replaced?: Properties;
  /** Operations that a creation, a change and a deletion ask for. */
  operations: { create: string[]; update: string[]; delete: string[] };
  /** What there is of the kind in the account; what waits for its deletion does not count. */
  count(world: World): number;
}

const search = { Name: 'support', ProductType: 'SipMediaApplicationDialIn', AreaCode: '206' };
const application = { Name: 'patchbay-test', StandInArn: STAND_IN, MessageLogging: true };

const madeOf = async ({ cloud }: World, name: string, type: string, properties: Properties): Promise<string> => {
  const { answer, id } = await cloud.create(name, type, properties);
  if (answer.Status === 'FAILED') throw new Error(answer.Reason);
  return id;
};
export const anApplication = (world: World) => madeOf(world, 'App', 'Custom::SipMediaApplication', application);
export const aNumber = (world: World, more: Properties = {}, name = 'Number') =>
  madeOf(world, name, 'Custom::PhoneNumber', { ...search, ...more });
export const aConnector = (world: World) =>
  madeOf(world, 'Connector', 'Custom::VoiceConnector', { Name: 'pbx', RequireEncryption: true });

const allOf = (list: { items: unknown[] }) => list.items.length;
export const liveNumbers = ({ directory }: World) =>
  directory.numbers.list({ MaxResults: 99 }).items.filter(({ Status }) => Status !== 'ReleaseInProgress');

export const kinds: readonly Kind[] = [
  {
    type: 'Custom::SipMediaApplication',
    wanted: async () => application,
    changed: { Name: 'patchbay-other', MessageLogging: false },
    operations: {
      create: ['ListSipMediaApplications', 'CreateSipMediaApplication', 'PutSipMediaApplicationLoggingConfiguration'],
      update: ['UpdateSipMediaApplication', 'PutSipMediaApplicationLoggingConfiguration'],
      delete: ['DeleteSipMediaApplication'],
    },
    count: ({ directory }) => allOf(directory.applications.list({})),
  },
  {
    type: 'Custom::SipMediaApplicationEndpoint',
    wanted: async (world) => ({
      SipMediaApplicationId: await anApplication(world),
      FunctionArn: HANDLER,
      StandInArn: STAND_IN,
    }),
    changed: { FunctionArn: `${HANDLER}2` },
    operations: {
      create: ['GetSipMediaApplication', 'UpdateSipMediaApplication'],
      update: ['GetSipMediaApplication', 'UpdateSipMediaApplication'],
      delete: ['GetSipMediaApplication', 'UpdateSipMediaApplication'],
    },
    count: ({ directory }) =>
      directory.applications.list({}).items.filter(({ Endpoints }) => Endpoints[0]?.LambdaArn !== STAND_IN).length,
  },
  {
    type: 'Custom::PhoneNumber',
    wanted: async () => search,
    changed: { Retain: false },
    replaced: { AreaCode: '425' },
    operations: {
      create: [
        'ListPhoneNumbers',
        'SearchAvailablePhoneNumbers',
        'CreatePhoneNumberOrder',
        'GetPhoneNumberOrder',
        'GetPhoneNumber',
      ],
      update: [],
      delete: ['GetPhoneNumber', 'DeletePhoneNumber'],
    },
    count: (world) => liveNumbers(world).length,
  },
  {
    type: 'Custom::SipRule',
    async wanted(world) {
      const SipMediaApplicationId = await anApplication(world);
      const TriggerValue = await aNumber(world);
      return { Name: 'main', TriggerType: 'ToPhoneNumber', TriggerValue, SipMediaApplicationId };
    },
    changed: { Name: 'other', Disabled: true },
    operations: {
      create: ['GetPhoneNumber', 'ListSipRules', 'CreateSipRule', 'UpdateSipRule'],
      update: ['GetSipRule', 'UpdateSipRule'],
      delete: ['GetSipRule', 'UpdateSipRule', 'DeleteSipRule'],
    },
    count: ({ directory }) => allOf(directory.rules.list({})),
  },
  {
    type: 'Custom::VoiceConnector',
    wanted: async () => ({
      Name: 'pbx',
      RequireEncryption: true,
      Termination: { CallingRegions: ['US'], CidrAllowedList: ['203.0.113.8/32'], CpsLimit: 1 },
      Origination: {
        Routes: [{ Host: 'pbx.example.com', Port: 5061, Protocol: 'TCP', Priority: 1, Weight: 1 }],
      },
      Streaming: { DataRetentionInHours: 24, Targets: ['EventBridge'] },
      Logging: { SipMessages: true, MediaMetrics: false },
    }),
    changed: { Name: 'other', RequireEncryption: false },
    operations: {
      create: [
        'ListVoiceConnectors',
        'CreateVoiceConnector',
        'UpdateVoiceConnector',
        'PutVoiceConnectorOrigination',
        'PutVoiceConnectorTermination',
        'PutVoiceConnectorStreamingConfiguration',
        'PutVoiceConnectorLoggingConfiguration',
        'GetVoiceConnector',
      ],
      update: [
        'UpdateVoiceConnector',
        'PutVoiceConnectorOrigination',
        'PutVoiceConnectorTermination',
        'PutVoiceConnectorStreamingConfiguration',
        'PutVoiceConnectorLoggingConfiguration',
        'GetVoiceConnector',
      ],
      delete: ['DeleteVoiceConnector'],
    },
    count: ({ directory }) => allOf(directory.voiceConnectors.list({})),
  },
  {
    type: 'Custom::VoiceConnectorNumbers',
    async wanted(world) {
      const number = await aNumber(world, { ProductType: 'VoiceConnector' });
      return { VoiceConnectorId: await aConnector(world), Numbers: [number] };
    },
    changed: {},
    operations: {
      create: ['AssociatePhoneNumbersWithVoiceConnector'],
      update: ['AssociatePhoneNumbersWithVoiceConnector'],
      delete: ['DisassociatePhoneNumbersFromVoiceConnector'],
    },
    count: (world) => liveNumbers(world).filter(({ Associations }) => Associations.length > 0).length,
  },
];
