import type { Stage } from '@patchbay/config';
import { OPERATORS } from '@patchbay/lambda';
import { type Person, placeOf, type SignInPlace, signUp } from '../cognito/sign-up.ts';
import type { LocalAws } from '../environment/start-aws.ts';
import { writeSetting } from './settings.ts';

/** Where people sign in, and who can at once. */
export interface SignIn extends SignInPlace {
  someone: Person;
  /** May act on other people's calls. */
  operator: Person;
}

/** Not a secret: it opens nothing but this machine. */
const PASSWORD = 'Call-somebody-1';

/**
 * Amazon Cognito as infra would set it up: functions find the user pool in the settings table, and two people have
 * accounts. Undefined where no service has the pool.
 */
export async function openSignIn(stage: Stage, aws: LocalAws): Promise<SignIn | undefined> {
  const pool = aws.cognito.pools().find(({ name }) => name === stage.names.userPool);
  if (!pool) return undefined;
  const place = placeOf(aws.cognito, aws.account, pool);
  const { issuer, clientId } = place;
  const [someone, operator] = ['someone', 'operator'].map((name) => ({
    email: `${name}@${stage.allowedDomain ?? 'example.com'}`,
    password: PASSWORD,
  })) as [Person, Person];
  await Promise.all([
    writeSetting(stage, aws, 'sign-in', { issuer, clientId }),
    signUp(place, someone),
    signUp(place, { ...operator, groups: [OPERATORS] }),
  ]);
  return { ...place, someone, operator };
}
