import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Account } from '../aws/account.ts';
import { LOCAL_CREDENTIALS } from '../aws/credentials.ts';
import { CONFIRMATION_CODE, type LocalCognito, type UserPool } from './start-cognito.ts';

/** Somebody with an account. */
export interface Person {
  email: string;
  password: string;
}

/** Where people sign in. */
export interface SignInPlace {
  /** Of Amazon Cognito. */
  endpoint: string;
  region: string;
  poolId: string;
  clientId: string;
}

/** The way into a pool by its first client. Throws if it has none. */
export function placeOf(cognito: LocalCognito, { region }: Account, pool: UserPool): SignInPlace {
  const [client] = pool.clients;
  if (!client) throw new Error(`${pool.name} has no client.`);
  return { endpoint: cognito.endpoint, region, poolId: pool.id, clientId: client.id };
}

/**
 * Makes an account as a person does, confirms the address, joins groups, and signs in. Gives the ID token, for
 * `Authorization: Bearer`. Rejects with what Cognito answers.
 */
export async function signUp(
  place: SignInPlace,
  { email, password, groups = [] }: Person & { groups?: readonly string[] },
): Promise<string> {
  return withClient(place, async (client, sdk) => {
    const { clientId: ClientId, poolId: UserPoolId } = place;
    await client.send(new sdk.SignUpCommand({ ClientId, Username: email, Password: password }));
    await client.send(new sdk.ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode: CONFIRMATION_CODE }));
    for (const GroupName of groups) {
      await client.send(new sdk.AdminAddUserToGroupCommand({ UserPoolId, Username: email, GroupName }));
    }
    return signIn(place, { email, password });
  });
}

/** Gives an ID token. Rejects with what Cognito answers. */
export async function signIn(place: SignInPlace, { email, password }: Person): Promise<string> {
  return withClient(place, async (client, { InitiateAuthCommand }) => {
    const { AuthenticationResult: tokens } = await client.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: place.clientId,
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    );
    if (tokens?.IdToken === undefined) throw new Error(`Cognito asks ${email} for more than a password.`);
    return tokens.IdToken;
  });
}

type Sdk = typeof import('@aws-sdk/client-cognito-identity-provider');

async function withClient<T>(
  { endpoint, region }: SignInPlace,
  work: (client: CognitoIdentityProviderClient, sdk: Sdk) => Promise<T>,
): Promise<T> {
  const sdk = await import('@aws-sdk/client-cognito-identity-provider');
  const settings = { endpoint, region, credentials: LOCAL_CREDENTIALS, maxAttempts: 1 };
  const client = new sdk.CognitoIdentityProviderClient(settings);
  try {
    return await work(client, sdk);
  } finally {
    client.destroy();
  }
}
