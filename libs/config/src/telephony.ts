/** Telephone numbers, and what leads their calls to flows. */
import * as z from 'zod';
import { checkSearch, named, orderNames, search } from './number-search.ts';
import { flowName, phoneNumber } from './numbers.ts';
import { voiceConnector } from './voice-connector.ts';

/** Where numbers are looked for and ordered, whichever region their calls are answered in. */
export const numberRegions = ['us-east-1', 'us-west-2'] as const;

/** Countries that have numbers to order; those other than the US only for SIP media applications. */
const numberCountries = [
  'US',
  ...['AU', 'AT', 'CA', 'CH', 'DE', 'DK', 'GB', 'IE', 'IT', 'KR', 'NG', 'NZ', 'PR', 'SE'],
] as const;

const order = z
  .strictObject({
    /** Which flow the numbers lead to. */
    flow: flowName,
    country: z.enum(numberCountries).default('US'),
    /** In countries other than the US. */
    type: z.enum(['Local', 'TollFree']).optional(),
    ...search,
  })
  .superRefine(checkSearch);

export const telephony = z.strictObject({
  /** A SIP media application that the account has already; infra makes one when absent, and deletes it. */
  sipMediaApplicationId: z.uuid('must be the id of a SIP media application').optional(),
  /** Whether all messages between the SIP media application and its function are logged, numbers and digits included. */
  messageLogging: z.boolean().default(false),
  numberRegion: z.enum(numberRegions).default('us-east-1'),
  /** Numbers to order, by a name of one's own. */
  orders: z.record(orderNames, order, named).default({}),
  /** Whether ordered numbers stay in the account when they are taken away here, to be paid for. */
  retainNumbers: z.boolean().default(false),
  /** One of `numbers`, which calls are placed from; one that is there anyway when absent. */
  callerId: phoneNumber.optional(),
  voiceConnector: voiceConnector.optional(),
});

export const defaultTelephony: z.infer<typeof telephony> = {
  messageLogging: false,
  numberRegion: 'us-east-1',
  orders: {},
  retainNumbers: false,
};

export type Telephony = z.infer<typeof telephony>;
