import { emailDomainAllowed } from '@patchbay/lambda';
import * as z from 'zod/mini';

/** Pre sign-up Lambda trigger (Amazon Cognito user pools), as far as it is looked at. */
const eventSchema = z.object({
  triggerSource: z.enum(['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider']),
  request: z.object({ userAttributes: z.object({ email: z.optional(z.string()) }) }),
});

export type SignUp = z.infer<typeof eventSchema>;

/** What Cognito passes on to the person, as "PreSignUp failed with error MESSAGE." */
export class SignUpRefused extends Error {
  override readonly name = 'SignUpRefused';
}

/** @throws a zod error for what is no event of this trigger */
export function readSignUp(event: unknown): SignUp {
  return z.parse(eventSchema, event);
}

/**
 * Decides who may have an account, whoever makes it: the person, an administrator, or another identity provider.
 * @throws {SignUpRefused} the e-mail address is not at the allowed domain, or it is none
 */
export function decide({ request }: SignUp, allowedDomain: string): void {
  const { email = '' } = request.userAttributes;
  if (emailDomainAllowed(email, allowedDomain)) return;
  throw new SignUpRefused(
    allowedDomain === ''
      ? 'Please sign up with your e-mail address'
      : `Please sign up with your e-mail address at ${allowedDomain}`,
  );
}
