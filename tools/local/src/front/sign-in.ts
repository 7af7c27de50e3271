import type { Stage } from '@patchbay/config';
import { type Person, placeOf, type SignInPlace, signUp } from '../cognito/sign-up.ts';
import type { LocalAws } from '../environment/start-aws.ts';
import { writeSetting } from './settings.ts';

/** Where people sign in, and somebody who can at once. */
export interface SignIn extends SignInPlace {
  someone: Person;
}

/** Not a secret: it opens nothing but this machine. */
const PASSWORD = 'Call-somebody-1';

/**
 * Amazon Cognito as infra would set it up: functions find the user pool in the settings table, and somebody has an
 * account. Undefined where no service has the pool.
 */
export async function openSignIn(stage: Stage, aws: LocalAws): Promise<SignIn | undefined> {
  const pool = aws.cognito.pools().find(({ name }) => name === stage.names.userPool);
  if (!pool) return undefined;
  const place = placeOf(aws.cognito, aws.account, pool);
  const { issuer, clientId } = place;
  const someone = { email: `someone@${stage.allowedDomain ?? 'example.com'}`, password: PASSWORD };
  await Promise.all([writeSetting(stage, aws, 'sign-in', { issuer, clientId }), signUp(place, someone)]);
  return { ...place, someone };
}
