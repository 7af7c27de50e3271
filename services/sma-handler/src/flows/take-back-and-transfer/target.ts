import { callAndBridge, type Action, type Call } from '@patchbay/sma';
import * as z from 'zod/mini';
import { headersOf, type Told } from './told.ts';

const RINGS_S = 30;

/** Where a call is transferred to. */
export const targetSchema = z.discriminatedUnion('targetType', [
  z.object({
    targetType: z.literal('voice-connector'),
    voiceConnectorArn: z.string(),
    /** User part of the SIP address. */
    target: z.string().check(z.regex(/^[A-Za-z0-9&=+$/%\-_!~*().]{1,36}$/)),
  }),
  z.object({ targetType: z.enum(['pstn', 'connect']), target: z.string() }),
]);

export type Target = z.infer<typeof targetSchema>;

/** As it is stored with the call. */
export function targetToText(target: Target): string {
  return JSON.stringify(target);
}

export function targetFromText(text: string | undefined): Target | undefined {
  if (text === undefined) return undefined;
  return z.parse(targetSchema, JSON.parse(text));
}

/** Bridges the caller to a target; a SIP peer is told who called in the first place, and what else is known. */
export function bridgeTo(target: Target, call: Call, callerId: string, told: Told): Action {
  const common = { CallTimeoutSeconds: RINGS_S, CallerIdNumber: callerId };
  if (target.targetType !== 'voice-connector') {
    return callAndBridge({ ...common, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: target.target }] });
  }
  const from = call.legA?.from ?? '';
  const headers = { ...headersOf(told), ...(/^\+\d+$/.test(from) && { 'X-Original-Calling-Number': from }) };
  return callAndBridge({
    ...common,
    Endpoints: [{ BridgeEndpointType: 'AWS', Arn: target.voiceConnectorArn, Uri: target.target }],
    ...(Object.keys(headers).length > 0 && { SipHeaders: headers }),
  });
}
