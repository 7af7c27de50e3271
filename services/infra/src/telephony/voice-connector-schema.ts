import { flag, wholeNumber } from '@patchbay/custom-resource';
import * as z from 'zod';

const texts = z.array(z.string()).min(1);

/** What is absent is taken away from a Voice Connector that has it. */
export const voiceConnectorSchema = z.strictObject({
  Name: z.string().regex(/^[a-zA-Z0-9 _.-]{1,200}$/, 'must be 1 to 200 letters, digits, spaces, _, . and -'),
  RequireEncryption: flag,
  /** Calls that a PBX sends. */
  Termination: z
    .strictObject({ CallingRegions: texts, CidrAllowedList: texts, CpsLimit: wholeNumber(1, 256).default(1) })
    .optional(),
  /** Calls that go to a PBX. */
  Origination: z
    .strictObject({
      Routes: z
        .array(
          z.strictObject({
            Host: z.string().min(1),
            Port: wholeNumber(1, 65_535),
            Protocol: z.enum(['TCP', 'UDP']),
            Priority: wholeNumber(1, 100),
            Weight: wholeNumber(1, 100),
          }),
        )
        .min(1)
        .max(20),
    })
    .optional(),
  Streaming: z
    .strictObject({
      DataRetentionInHours: wholeNumber(0, 87_600),
      Targets: z
        .array(z.enum(['EventBridge', 'SNS', 'SQS']))
        .min(1)
        .max(3),
    })
    .optional(),
  Logging: z.strictObject({ SipMessages: flag, MediaMetrics: flag }).optional(),
});

export type VoiceConnectorProperties = z.output<typeof voiceConnectorSchema>;
