import { expect } from '@jest/globals';
import { UNKNOWN_ID } from '../helpers.ts';
import type { World } from '../world.ts';
import { voice, type Case } from './case.ts';

const newCall = async (world: World): Promise<{ SipMediaApplicationId: string; [member: string]: unknown }> => ({
  SipMediaApplicationId: await world.application(),
  FromPhoneNumber: await world.number(),
  ToPhoneNumber: '+14255550188',
  ArgumentsMap: { flow: 'reminder' },
});
const withHeaders = async (world: World, SipHeaders: object): Promise<object> => ({
  ...(await newCall(world)),
  SipHeaders,
});

const liveCall = async (world: World): Promise<object> => {
  const SipMediaApplicationId = await world.application();
  const { SipMediaApplicationCall } = await world.voice.createSipMediaApplicationCall({
    SipMediaApplicationId,
    FromPhoneNumber: await world.number(),
    ToPhoneNumber: '+14255550188',
  });
  return { SipMediaApplicationId, TransactionId: SipMediaApplicationCall?.TransactionId, Arguments: { cmd: 'mute' } };
};

export const callCases: readonly Case[] = [
  voice('CreateSipMediaApplicationCall', {
    input: (world) => withHeaders(world, { 'x-campaign': '7', 'User-to-User': 'a', Diversion: 'b' }),
    output: { SipMediaApplicationCall: { TransactionId: expect.any(String) } },
    bad: [{ ToPhoneNumber: '911#' }, 'toPhoneNumber'],
    unknown: [{ SipMediaApplicationId: UNKNOWN_ID }, 'BadRequestException'],
    refused: [
      {
        why: 'is from a number that the account does not have',
        input: async (world) => ({ ...(await newCall(world)), FromPhoneNumber: '+19995551234' }),
        error: 'BadRequestException',
        message: /FromPhoneNumber \+19995551234/,
      },
      {
        why: 'has a reserved header',
        input: (world) => withHeaders(world, { 'X-AMZN-trace': '1' }),
        error: 'BadRequestException',
        message: /reserved/,
      },
      {
        why: 'has a header of the protocol',
        input: (world) => withHeaders(world, { Contact: 'me' }),
        error: 'BadRequestException',
        message: /Contact is not allowed/,
      },
      {
        why: 'has too long headers',
        input: (world) => withHeaders(world, { 'x-long': 'y'.repeat(2048) }),
        error: 'BadRequestException',
        message: /2048 are allowed/,
      },
      {
        why: 'is over the quota of active calls',
        input: async (world) => {
          const call = await newCall(world);
          for (let count = 0; count < 10; count++) {
            await world.voice.createSipMediaApplicationCall({
              SipMediaApplicationId: call.SipMediaApplicationId,
              FromPhoneNumber: '+12065550100',
              ToPhoneNumber: '+14255550188',
            });
          }
          return call;
        },
        error: 'ResourceLimitExceededException',
        message: /10 active calls/,
      },
    ],
  }),
  voice('UpdateSipMediaApplicationCall', {
    input: liveCall,
    output: { SipMediaApplicationCall: { TransactionId: expect.any(String) } },
    bad: [{ Arguments: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, 'v'])) }, 'arguments'],
    unknown: [{ TransactionId: UNKNOWN_ID }, 'NotFoundException'],
    refused: [
      {
        why: 'names another application',
        input: async (world) => ({ ...(await liveCall(world)), SipMediaApplicationId: await world.application() }),
        error: 'NotFoundException',
        message: /doesn't exist/,
      },
      {
        why: 'names an unknown application',
        input: async (world) => ({ ...(await liveCall(world)), SipMediaApplicationId: UNKNOWN_ID }),
        error: 'NotFoundException',
        message: /no SIP media application/,
      },
    ],
  }),
];
