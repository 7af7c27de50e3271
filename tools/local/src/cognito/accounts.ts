/** The only file that loads the SDK of Amazon Cognito; it is imported when somebody signs up or in. */
import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { LOCAL_CREDENTIALS } from '../aws/credentials.ts';
import type { Member, Person, SignInPlace } from './sign-up.ts';
import { CONFIRMATION_CODE } from './start-cognito.ts';

export async function makeAccount(place: SignInPlace, { email, password, groups = [] }: Member): Promise<void> {
  const { clientId: ClientId, poolId: UserPoolId } = place;
  await withClient(place, async (client) => {
    await client.send(new SignUpCommand({ ClientId, Username: email, Password: password }));
    await client.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode: CONFIRMATION_CODE }));
    for (const GroupName of groups) {
      await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: email, GroupName }));
    }
  });
}

export async function idToken(place: SignInPlace, { email, password }: Person): Promise<string> {
  return withClient(place, async (client) => {
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

async function withClient<T>(
  { endpoint, region }: SignInPlace,
  work: (client: CognitoIdentityProviderClient) => Promise<T>,
): Promise<T> {
  const settings = { endpoint, region, credentials: LOCAL_CREDENTIALS, maxAttempts: 1 };
  const client = new CognitoIdentityProviderClient(settings);
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
