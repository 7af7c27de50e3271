/** Who may be dialled, and how often. */
import { checkVoiceConnector, isListedUser } from '@patchbay/dial-policy';
import * as z from 'zod';

export const voiceConnectorArn = z
  .string()
  .regex(/^arn:aws[\w-]*:chime:[a-z0-9-]+:\d{12}:vc\/[a-z0-9]+$/, 'must be the ARN of a Voice Connector');

/** All variables of a function together may have 4 KB. */
const MAX_JSON = 2_000;
const LISTED_USER = 'must be 1 to 36 of A-Z a-z 0-9 & = + $ / % - _ ! ~ ( ) . with or without * at the end';

/** What is behind Voice Connectors and may be dialled; `44*` is every user that begins with 44. */
export const voiceConnectorDestinations = z
  .array(
    z.strictObject({ arn: voiceConnectorArn, users: z.array(z.string().refine(isListedUser, LISTED_USER)).min(1) }),
  )
  .refine((list) => new Set(list.map(({ arn }) => arn)).size === list.length, 'must have each Voice Connector once')
  .refine((list) => JSON.stringify(list).length <= MAX_JSON, `must be ${MAX_JSON} characters at most: use *`);

const windowSeconds = z.number().int().min(60).max(604_800);

/** Calls in a window, whose length is in seconds; none may be placed where it is 0. */
export const dialQuotas = z.strictObject({
  /** An item of the table has the key of each of these calls. */
  perUser: z.strictObject({ calls: z.number().int().min(0).max(1_000), windowSeconds }),
  total: z.strictObject({ calls: z.number().int().min(0).max(1_000_000), windowSeconds }),
});

export const defaultDialQuotas: z.infer<typeof dialQuotas> = {
  perUser: { calls: 30, windowSeconds: 3_600 },
  total: { calls: 1_000, windowSeconds: 86_400 },
};

/** Where a call may be transferred to. */
export const transferTarget = z.discriminatedUnion('targetType', [
  z.strictObject({ targetType: z.literal('voice-connector'), target: z.string(), voiceConnectorArn }),
  z.strictObject({ targetType: z.enum(['pstn', 'connect']), target: z.string() }),
]);

type TransferTarget = z.infer<typeof transferTarget>;

/** Why a target is not one of the destinations; undefined when it is, or is no user behind a Voice Connector. */
export function targetProblem(
  target: TransferTarget | undefined,
  destinations: z.infer<typeof voiceConnectorDestinations>,
): string | undefined {
  if (target?.targetType !== 'voice-connector') return undefined;
  const decision = checkVoiceConnector(target.voiceConnectorArn, target.target, destinations);
  return decision.allowed
    ? undefined
    : 'must be a user of a Voice Connector that voiceConnectorDestinations has, or calls to it will be refused';
}
