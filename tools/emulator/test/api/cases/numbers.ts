import { UNKNOWN_ID } from '../helpers.ts';
import type { World } from '../world.ts';
import { voice, type Case } from './case.ts';

const DIAL_IN = 'SipMediaApplicationDialIn';
const N1 = '+12065550100';
const notANumber = '+19995551234';
const onlyIfNumber = [{ PhoneNumberId: notANumber }, 'NotFoundException'] as const;

const usedNumber = async (world: World): Promise<object> => {
  await world.rule(await world.number(), await world.application());
  return { PhoneNumberId: N1 };
};

const orderedNumber = async (world: World): Promise<object> => {
  await world.voice.createPhoneNumberOrder({ ProductType: DIAL_IN, E164PhoneNumbers: [N1] });
  return { PhoneNumberId: N1 };
};

const deletedNumber = async (world: World): Promise<object> => {
  await world.voice.deletePhoneNumber({ PhoneNumberId: await world.number() });
  return { PhoneNumberId: N1 };
};

export const numberCases: readonly Case[] = [
  voice('SearchAvailablePhoneNumbers', {
    input: () => ({ AreaCode: '206', MaxResults: 2 }),
    output: { E164PhoneNumbers: [N1, '+12065550101'] },
    bad: [{ TollFreePrefix: '801' }, 'tollFreePrefix'],
    refused: [
      { why: 'says nothing', input: () => ({}), error: 'BadRequestException', message: /AreaCode, State/ },
      {
        why: 'has a city only',
        input: () => ({ City: 'Seattle' }),
        error: 'BadRequestException',
        message: /needs State/,
      },
      { why: 'has no such state', input: () => ({ State: 'XX' }), error: 'BadRequestException', message: /State XX/ },
      { why: 'has no area code', input: () => ({ AreaCode: '106' }), error: 'BadRequestException', message: /106/ },
      {
        why: 'has no type',
        input: () => ({ Country: 'GB' }),
        error: 'BadRequestException',
        message: /PhoneNumberType/,
      },
      {
        why: 'has no such country',
        input: () => ({ Country: 'XY' }),
        error: 'BadRequestException',
        message: /Country XY/,
      },
    ],
  }),
  voice('ListSupportedPhoneNumberCountries', {
    input: () => ({ ProductType: 'VoiceConnector' }),
    output: { PhoneNumberCountries: [{ CountryCode: 'US', SupportedPhoneNumberTypes: ['Local', 'TollFree'] }] },
    bad: [{ ProductType: 'BusinessCalling' }, 'productType'],
  }),
  voice('CreatePhoneNumberOrder', {
    input: () => ({ ProductType: DIAL_IN, E164PhoneNumbers: [N1], Name: 'front-desk' }),
    output: {
      PhoneNumberOrder: {
        ProductType: DIAL_IN,
        Status: 'Processing',
        OrderType: 'New',
        OrderedPhoneNumbers: [{ E164PhoneNumber: N1, Status: 'Processing' }],
      },
    },
    bad: [{ E164PhoneNumbers: ['+0123'] }, 'e164PhoneNumbers.1.member'],
    refused: [
      {
        why: 'is of a number that somebody else has',
        input: () => ({ ProductType: DIAL_IN, E164PhoneNumbers: [notANumber] }),
        error: 'BadRequestException',
        message: /not available/,
      },
      {
        why: 'is of a number that the account has',
        input: async (world) => ({ ProductType: DIAL_IN, E164PhoneNumbers: [await world.number()] }),
        error: 'BadRequestException',
        message: /not available/,
      },
      {
        why: 'is of an 800 number',
        input: () => ({ ProductType: DIAL_IN, E164PhoneNumbers: ['+18005550100'] }),
        error: 'BadRequestException',
        message: /not available/,
      },
      {
        why: 'is of a British number for a Voice Connector',
        input: () => ({ ProductType: 'VoiceConnector', E164PhoneNumbers: ['+442079460000'] }),
        error: 'BadRequestException',
        message: /GB/,
      },
      {
        why: 'has no number',
        input: () => ({ ProductType: DIAL_IN, E164PhoneNumbers: [] }),
        error: 'BadRequestException',
        message: /at least one/,
      },
      {
        why: 'is over quota',
        input: async (world) => {
          await world.number();
          return { ProductType: DIAL_IN, E164PhoneNumbers: [1, 2, 3, 4, 5].map((digit) => `+1206555010${digit}`) };
        },
        error: 'ResourceLimitExceededException',
        message: /6 phone numbers; its quota is 5/,
      },
    ],
  }),
  voice('GetPhoneNumberOrder', {
    input: async (world) => {
      await world.number();
      const { PhoneNumberOrders } = await world.voice.listPhoneNumberOrders({});
      return { PhoneNumberOrderId: PhoneNumberOrders?.[0]?.PhoneNumberOrderId };
    },
    output: { PhoneNumberOrder: { Status: 'Successful', OrderedPhoneNumbers: [{ Status: 'Acquired' }] } },
    bad: [{ PhoneNumberOrderId: 'x' }, 'phoneNumberOrderId'],
    unknown: [{ PhoneNumberOrderId: UNKNOWN_ID }, 'NotFoundException'],
  }),
  voice('ListPhoneNumberOrders', {
    input: async (world) => {
      await world.number();
      return {};
    },
    output: { PhoneNumberOrders: [{ Status: 'Successful' }] },
    bad: [{ MaxResults: 101 }, 'maxResults'],
    unknown: [{ NextToken: 'made-up' }, 'BadRequestException'],
  }),
  voice('GetPhoneNumber', {
    input: async (world) => ({ PhoneNumberId: await world.number() }),
    output: {
      PhoneNumber: { E164PhoneNumber: N1, Status: 'Unassigned', Country: 'US', Type: 'Local', Associations: [] },
    },
    bad: [{ PhoneNumberId: ' ' }, 'phoneNumberId'],
    unknown: onlyIfNumber,
  }),
  voice('ListPhoneNumbers', {
    input: async (world) => {
      await usedNumber(world);
      await world.number('+12065550102', 'VoiceConnector');
      return { ProductType: DIAL_IN, Status: 'Assigned' };
    },
    output: { PhoneNumbers: [{ PhoneNumberId: N1 }] },
    bad: [{ MaxResults: 0 }, 'maxResults'],
    unknown: [{ NextToken: 'made-up' }, 'BadRequestException'],
    refused: [
      {
        why: 'has half a filter',
        input: () => ({ FilterName: 'SipRuleId' }),
        error: 'BadRequestException',
        message: /go together/,
      },
    ],
  }),
  voice('UpdatePhoneNumber', {
    input: async (world) => ({ PhoneNumberId: await world.number(), Name: 'lobby' }),
    output: { PhoneNumber: { Name: 'lobby' } },
    bad: [{ Name: undefined, CallingName: 'Acme & Sons' }, 'callingName'],
    unknown: onlyIfNumber,
    refused: [
      {
        why: 'changes two things',
        input: async (world) => ({ PhoneNumberId: await world.number(), Name: 'lobby', CallingName: 'Acme' }),
        error: 'BadRequestException',
        message: /2 were given/,
      },
      {
        why: 'changes the product type of a number in use',
        input: async (world) => ({ ...(await usedNumber(world)), ProductType: 'VoiceConnector' }),
        error: 'ConflictException',
        message: /Assigned/,
      },
      {
        why: 'is of a number still on order',
        input: async (world) => ({ ...(await orderedNumber(world)), Name: 'lobby' }),
        error: 'ConflictException',
        message: /AcquireInProgress/,
      },
      {
        why: 'gives a toll-free number a calling name',
        input: async (world) => ({ PhoneNumberId: await world.number('+18335550100'), CallingName: 'Acme' }),
        error: 'BadRequestException',
        message: /local US numbers/,
      },
    ],
  }),
  voice('DeletePhoneNumber', {
    input: async (world) => ({ PhoneNumberId: await world.number() }),
    bad: [{ PhoneNumberId: ' ' }, 'phoneNumberId'],
    unknown: onlyIfNumber,
    refused: [
      { why: 'is of a number in use', input: usedNumber, error: 'BadRequestException', message: /still associated/ },
      {
        why: 'is of a number on order',
        input: orderedNumber,
        error: 'BadRequestException',
        message: /AcquireInProgress/,
      },
      { why: 'comes twice', input: deletedNumber, error: 'BadRequestException', message: /ReleaseInProgress/ },
    ],
  }),
  voice('RestorePhoneNumber', {
    input: deletedNumber,
    output: { PhoneNumber: { PhoneNumberId: N1, Status: 'Unassigned' } },
    bad: [{ PhoneNumberId: ' ' }, 'phoneNumberId'],
    unknown: onlyIfNumber,
    refused: [
      {
        why: 'is of a number that is not deleted',
        input: async (world) => ({ PhoneNumberId: await world.number() }),
        error: 'BadRequestException',
        message: /only a deleted number/,
      },
      {
        why: 'is over quota',
        input: async (world) => {
          const restored = await deletedNumber(world);
          for (const digit of [1, 2, 3, 4, 5]) await world.number(`+1206555010${digit}`);
          return restored;
        },
        error: 'ResourceLimitExceededException',
        message: /quota is 5/,
      },
    ],
  }),
  voice('BatchDeletePhoneNumber', {
    input: async (world) => {
      await usedNumber(world);
      const free = await world.number('+12065550102');
      return { PhoneNumberIds: [free, N1, notANumber] };
    },
    output: {
      PhoneNumberErrors: [
        { PhoneNumberId: N1, ErrorCode: 'PhoneNumberAssociationsExist' },
        { PhoneNumberId: notANumber, ErrorCode: 'NotFound' },
      ],
    },
    bad: [{ PhoneNumberIds: [] }, 'phoneNumberIds'],
  }),
  voice('BatchUpdatePhoneNumber', {
    input: async (world) => ({
      UpdatePhoneNumberRequestItems: [
        { PhoneNumberId: await world.number(), Name: 'lobby' },
        { PhoneNumberId: notANumber, Name: 'attic' },
        { PhoneNumberId: N1 },
      ],
    }),
    output: {
      PhoneNumberErrors: [
        { PhoneNumberId: notANumber, ErrorCode: 'NotFound' },
        { PhoneNumberId: N1, ErrorCode: 'BadRequest' },
      ],
    },
    bad: [
      { UpdatePhoneNumberRequestItems: [{ PhoneNumberId: N1, ProductType: 'Fax' }] },
      'updatePhoneNumberRequestItems.1.member.productType',
    ],
  }),
];
