import * as z from 'zod';
import { domain } from './domain.ts';

const certificateArn = z
  .string()
  .regex(/^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, 'must be the ARN of a certificate in us-east-1');

/** The pages, and the API beside them, behind one CloudFront distribution. */
export const site = z
  .strictObject({
    /** Whether there is a distribution; without one, the API is reached by its own address only. */
    enabled: z.boolean().default(true),
    /** A domain of one's own; without one, CloudFront gives it an address. */
    domain: domain.optional(),
    /** Of that domain. CloudFront looks for it in us-east-1, wherever the stage is. */
    certificateArn: certificateArn.optional(),
  })
  .refine(
    ({ domain, certificateArn }) => (domain === undefined) === (certificateArn === undefined),
    'must have domain and certificateArn, or none of both',
  );

export const defaultSite: z.infer<typeof site> = { enabled: true };
