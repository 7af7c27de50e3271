import type { Account } from '../aws/account.ts';
import type { LocalCognito, UserPool } from './start-cognito.ts';

/** Somebody with an account. */
export interface Person {
  email: string;
  password: string;
}

export interface Member extends Person {
  /** Groups of the pool. */
  groups?: readonly string[];
}

/** Where people sign in. */
export interface SignInPlace {
  /** Of Amazon Cognito. */
  endpoint: string;
  region: string;
  poolId: string;
  clientId: string;
  /** Of the tokens. */
  issuer: string;
}

/** The way into a pool by its first client. Throws if it has none. */
export function placeOf({ endpoint }: LocalCognito, { region }: Account, pool: UserPool): SignInPlace {
  const [client] = pool.clients;
  if (!client) throw new Error(`${pool.name} has no client.`);
  return { endpoint, region, poolId: pool.id, clientId: client.id, issuer: pool.issuer };
}

/**
 * Makes an account as a person does, confirms the address, joins groups, and signs in. Gives the ID token, for
 * `Authorization: Bearer`. Rejects with what Cognito answers.
 */
export async function signUp(place: SignInPlace, member: Member): Promise<string> {
  const { makeAccount, idToken } = await import('./accounts.ts');
  await makeAccount(place, member);
  return idToken(place, member);
}

/** Gives an ID token. Rejects with what Cognito answers. */
export async function signIn(place: SignInPlace, person: Person): Promise<string> {
  const { idToken } = await import('./accounts.ts');
  return idToken(place, person);
}
