import * as z from 'zod';
import { voiceRegions } from '../directory/regions.ts';
import { AWS_QUOTAS } from '../engine/quotas.ts';
import { faultSchema } from '../faults/schema.ts';
import { closed, oneOf } from '../yaml/check.ts';
import { duration, flag, phoneNumber, text, whole } from '../yaml/scalars.ts';
import { botSchema } from './bot-schema.ts';
import { farEndSchema } from './far-end-schema.ts';
import { switchesSchema } from './switches-schema.ts';

const region = oneOf(voiceRegions, 'region with PSTN Audio');
const name = z.string().regex(/^[\w-]{1,64}$/, 'is not a name: 1 to 64 letters, digits, - and _');
const ENDPOINT = /^https?:\/\/[^\s?#]+$/;

/** Either the handler's file, or where Lambda's API answers. Which keys go together is checked when it is read. */
const functionSchema = closed(
  {
    handler: text.optional(),
    timeout: duration.optional(),
    env: z.record(z.string(), z.string()).optional(),
    endpoint: z.string().regex(ENDPOINT, 'is not a URL such as http://localhost:3002').optional(),
    functionName: text.optional(),
  },
  'setting of a function',
);

const route = closed(
  {
    host: text,
    port: whole(1, 65_535).optional(),
    protocol: oneOf(['TCP', 'UDP'], 'protocol').optional(),
    priority: whole(1, 100).optional(),
    weight: whole(1, 100).optional(),
  },
  'setting of a route',
);

const voiceConnector = closed(
  {
    id: text.optional(),
    region: region.optional(),
    requireEncryption: flag.optional(),
    numbers: z.array(phoneNumber).optional(),
    routes: z.array(route).optional(),
    application: name.optional(),
  },
  'setting of a Voice Connector',
);

const bucket = z.preprocess(
  (written) => (typeof written === 'string' ? { folder: written } : written),
  closed({ folder: text, contentTypes: z.record(z.string(), text).optional() }, 'setting of a bucket'),
);

const placeholder = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'is not a placeholder: letters and digits');
const contactCentre = closed(
  {
    flow: text,
    numbers: z.array(phoneNumber),
    functions: z.record(placeholder, name).optional(),
    values: z.record(placeholder, z.string()).optional(),
  },
  'setting of a contact centre',
);

const limit = whole(0, 1_000_000).optional();
const quotas = closed(
  {
    activeCalls: limit,
    createCallsPerSecond: limit,
    updateCallsPerSecond: limit,
    voiceFocusPerSecond: limit,
  },
  'quota',
);

/** A configuration file as it is written. */
export const configSchema = closed(
  {
    accountId: z
      .string()
      .regex(/^\d{12}$/, 'is not an account id: 12 digits')
      .optional(),
    region: region.optional(),
    functions: z.record(name, functionSchema).optional(),
    numbers: z
      .record(
        phoneNumber,
        z.preprocess((written) => (typeof written === 'string' ? [written] : written), z.array(name)),
      )
      .optional(),
    applications: z
      .record(
        name,
        closed({ function: name, id: text.optional(), region: region.optional() }, 'setting of an application'),
      )
      .optional(),
    voiceConnectors: z.record(name, voiceConnector).optional(),
    farEnds: z.record(phoneNumber, farEndSchema).optional(),
    buckets: z.record(text, bucket).optional(),
    bots: z.record(text, botSchema).optional(),
    contactCentres: z.record(name, contactCentre).optional(),
    quotas: z.preprocess((written) => (written === 'aws' ? asWritten(AWS_QUOTAS) : written), quotas).optional(),
    switches: switchesSchema.optional(),
    faults: z.array(faultSchema).optional(),
  },
  'setting',
);

function asWritten(values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}
