/** Telephone numbers, the SIP media application, and the Voice Connector. */
import { isIP, isIPv4 } from 'node:net';
import { isCountryCode } from '@patchbay/dial-policy';
import * as z from 'zod';
import { flowName, phoneNumber } from './numbers.ts';

/** Where numbers are looked for and ordered, whichever region their calls are answered in. */
export const numberRegions = ['us-east-1', 'us-west-2'] as const;

/** Countries that have numbers to order; those other than the US only for SIP media applications. */
const numberCountries = [
  'US',
  ...['AU', 'AT', 'CA', 'CH', 'DE', 'DK', 'GB', 'IE', 'IT', 'KR', 'NG', 'NZ', 'PR', 'SE'],
] as const;

const tollFreePrefixes = ['833', '844', '855', '866', '877', '888'] as const;
const noPrefix = `must be one of ${tollFreePrefixes.join(', ')}; Amazon has no 800 numbers to order`;

const search = {
  /** How many; each is a number of its own, so that a smaller count gives numbers back, the last first. */
  count: z.number().int().min(1).max(50).default(1),
  areaCode: z
    .string()
    .regex(/^[2-9]\d{2}$/, 'must be an area code such as 206')
    .optional(),
  city: z.string().min(1).max(60).optional(),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two letters such as WA')
    .optional(),
  tollFreePrefix: z.enum(tollFreePrefixes, noPrefix).optional(),
};

interface Search extends Partial<Record<'areaCode' | 'city' | 'state' | 'tollFreePrefix', string | undefined>> {
  country?: string;
  type?: string | undefined;
}

/** What AWS does not search for, in words. */
function searchProblem({ country = 'US', type, areaCode, city, state, tollFreePrefix }: Search): string | undefined {
  if (country !== 'US') {
    const ofUs = areaCode ?? city ?? state ?? tollFreePrefix;
    if (ofUs !== undefined) return 'must have none of areaCode, city, state and tollFreePrefix, which are for the US';
    return type === undefined ? 'must have type, which is Local or TollFree, where country is not US' : undefined;
  }
  if (type !== undefined) return 'must have no type, which is for countries other than the US: use tollFreePrefix';
  if (city !== undefined && state === undefined) return 'must have state beside city';
  const ways = [areaCode, state, tollFreePrefix].filter((way) => way !== undefined).length;
  return ways === 1 ? undefined : 'must have one of areaCode, state and tollFreePrefix, of which one is enough';
}

/** It becomes part of the name of a resource, so that others stay when one is taken away. */
const orderNames = z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/);
const notAName = 'every key must be a name such as support: letters and digits, at most 32, a small letter first';
const named = { error: ({ code }: { code?: string }) => (code === 'invalid_key' ? notAName : undefined) };

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

/** Numbers of Voice Connectors are American. */
const connectorOrder = z.strictObject(search).superRefine(checkSearch);

const cidr = z
  .string()
  .refine(isPublicBlock, 'must be a public block of IPv4 addresses from /27 to /32 such as 203.0.113.8/32');
const host = z.string().refine(isPublicHost, 'must be a public IPv4 address or a domain such as pbx.example.com');

const route = z.strictObject({
  host,
  port: z.number().int().min(1).max(65_535).default(5_061),
  protocol: z.enum(['TCP', 'UDP']).default('TCP'),
  /** The lowest is tried first. */
  priority: z.number().int().min(1).max(100).default(1),
  weight: z.number().int().min(1).max(100).default(1),
});

const voiceConnector = z
  .strictObject({
    /** TLS and SRTP, which need TCP. */
    encryption: z.boolean().default(true),
    /** Calls that a PBX sends; none when absent. */
    termination: z
      .strictObject({
        /** Countries that may be called. */
        callingRegions: z
          .array(z.string().refine(isCountryCode, 'must be an ISO 3166-1 country code such as US'))
          .min(1),
        /** Where the PBX is. */
        cidrs: z.array(cidr).min(1).max(10),
        /** Calls a second. */
        cpsLimit: z.number().int().min(1).max(256).default(1),
      })
      .optional(),
    /** Where calls to the Voice Connector are sent; nowhere when absent. */
    origination: z.array(route).min(1).max(10).optional(),
    /** Streams of its calls' media to Kinesis Video Streams; none when absent. */
    streaming: z
      .strictObject({
        retentionHours: z.number().int().min(0).max(87_600),
        targets: z
          .array(z.enum(['EventBridge', 'SNS', 'SQS']))
          .min(1)
          .max(3),
      })
      .optional(),
    logging: z
      .strictObject({ sipMessages: z.boolean().default(false), mediaMetrics: z.boolean().default(false) })
      .default({ sipMessages: false, mediaMetrics: false }),
    /** Whether calls that a PBX sends reach our flows, by the number that it calls. */
    reachesFlows: z.boolean().default(false),
    /** Numbers that the account has already. */
    numbers: z.array(phoneNumber).default([]),
    orders: z.record(orderNames, connectorOrder, named).default({}),
  })
  .superRefine(({ encryption, origination = [] }, context) => {
    for (const [index, { protocol }] of origination.entries()) {
      const message = 'must be TCP, or encryption must be false';
      const path = ['origination', index, 'protocol'];
      if (encryption && protocol === 'UDP') context.addIssue({ code: 'custom', path, message });
    }
  });

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

function checkSearch(search: Search, context: z.RefinementCtx): void {
  const message = searchProblem(search);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
}

function isPublicBlock(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  return (
    rest.length === 0 && isPublicAddress(address) && /^\d\d$/.test(bits) && Number(bits) >= 27 && Number(bits) <= 32
  );
}

function isPublicHost(text: string): boolean {
  if (isIP(text) > 0) return isPublicAddress(text);
  return /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i.test(text);
}

/** None of RFC 1918, RFC 6598, loopback, link-local, multicast, or reserved. */
function isPublicAddress(text: string): boolean {
  if (!isIPv4(text)) return false;
  const [a = 0, b = 0] = text.split('.').map(Number);
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 172) return b < 16 || b > 31;
  if (a === 192 || a === 169) return b !== (a === 192 ? 168 : 254);
  return a !== 100 || b < 64 || b > 127;
}
