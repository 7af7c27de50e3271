/** What connects a PBX of one's own. */
import { isIP, isIPv4 } from 'node:net';
import { isCountryCode } from '@patchbay/dial-policy';
import * as z from 'zod';
import { checkSearch, named, orderNames, search } from './number-search.ts';
import { phoneNumber } from './numbers.ts';

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

export const voiceConnector = z
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
