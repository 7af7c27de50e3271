import { type Action, type Call, callAndBridge, E164 } from '@patchbay/sma';
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

/**
 * Bridges the caller to a target; a SIP peer is told who called in the first place, and what else is known. Undefined
 * when there is no number to call a telephone from.
 */
export function bridgeTo(
  target: Target,
  { legA }: Call,
  told: Told,
  rollingNumbers: readonly string[],
): Action | undefined {
  const { from = '', to = '' } = legA ?? {};
  if (target.targetType !== 'voice-connector') {
    // The target may be a number of Connect, where a rolling number would stand for another caller.
    const callerId = [to, from].find((number) => E164.test(number) && !rollingNumbers.includes(number));
    if (callerId === undefined) return undefined;
    return callAndBridge({
      CallTimeoutSeconds: RINGS_S,
      CallerIdNumber: callerId,
      Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: target.target }],
    });
  }
  const headers = { ...headersOf(told), ...(/^\+\d+$/.test(from) && { 'X-Original-Calling-Number': from }) };
  return callAndBridge({
    CallTimeoutSeconds: RINGS_S,
    CallerIdNumber: to,
    Endpoints: [{ BridgeEndpointType: 'AWS', Arn: target.voiceConnectorArn, Uri: target.target }],
    ...(Object.keys(headers).length > 0 && { SipHeaders: headers }),
  });
}
