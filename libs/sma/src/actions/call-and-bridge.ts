import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { defineAction } from './define.ts';
import { E164, legSelector, numeric, s3Object, type LegSelector, type Numeric, type S3Object } from './fields.ts';
import { onlyOn } from './legs.ts';
import { sipHeaders } from './sip-headers.ts';

export type BridgeEndpoint =
  | { BridgeEndpointType: 'PSTN'; Uri: string; Arn?: null }
  /** A Voice Connector or a group of them; Uri becomes the user part of the request URI. */
  | { BridgeEndpointType: 'AWS'; Arn: string; Uri: string };

/** Developer guide, "CallAndBridge". */
export interface CallAndBridgeParameters extends LegSelector {
  /** 1 to 120, 30 unless given; carriers may end the attempt sooner. */
  CallTimeoutSeconds?: Numeric;
  /** A number of the account, or the From of LEG-A. */
  CallerIdNumber: string;
  /** Heard by LEG-A while the other end rings. */
  RingbackTone?: S3Object;
  Endpoints: [BridgeEndpoint];
  SipHeaders?: Record<string, string>;
}

const e164 = z.string().check(z.regex(E164, 'must be in E.164 form, such as +12065550100'));

const ONE = 'must be a list of exactly one endpoint';

const endpoint = z.discriminatedUnion(
  'BridgeEndpointType',
  [
    z.object({
      BridgeEndpointType: z.literal('PSTN'),
      Uri: e164,
      Arn: z.optional(z.literal(null, 'must be absent for PSTN')),
    }),
    z.object({
      BridgeEndpointType: z.literal('AWS'),
      Arn: z
        .string()
        .check(
          z.regex(/^arn:aws[\w-]*:chime:[a-z0-9-]+:\d{12}:vc[a-z-]*\/.+$/, 'must be the ARN of a Voice Connector'),
        ),
      Uri: z
        .string()
        .check(
          z.regex(
            /^[A-Za-z0-9&=+$/%\-_!~*().]{1,36}$/,
            `must be 1 to ${limits.endpointUriCharacters} characters of A-Z a-z 0-9 & = + $ / % - _ ! ~ * ( ) .`,
          ),
        ),
    }),
  ],
  'must be PSTN or AWS',
);

export const callAndBridgeParameters = z.object({
  ...legSelector,
  CallTimeoutSeconds: z.optional(numeric(limits.bridgeSeconds.min, limits.bridgeSeconds.max)),
  CallerIdNumber: e164,
  RingbackTone: z.optional(s3Object),
  Endpoints: z.array(endpoint).check(z.minLength(1, ONE), z.maxLength(1, ONE)),
  SipHeaders: z.optional(sipHeaders),
});

export const callAndBridgeAction = defineAction<'CallAndBridge', CallAndBridgeParameters>(
  'CallAndBridge',
  callAndBridgeParameters,
  {
    defaults: { CallTimeoutSeconds: limits.bridgeSeconds.default },
    advice: (parameters) => onlyOn('LEG-A', parameters),
  },
);

/** Calls another end and connects it with LEG-A. The result is always reported; neither leg ends the other. */
export const callAndBridge = callAndBridgeAction.build;
