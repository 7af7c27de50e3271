import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { signAsPool, signIn, signUp, type SignInPlace } from '@patchbay/local';

export const PASSWORD = 'Correct-horse-1';

/** Values of an Authorization header that must not open anything, and what the answer is. */
export const refusals = [
  ['no token', 401, 'token-missing'],
  ['an empty header', 401, 'token-missing'],
  ['no JSON Web Token', 401, 'token-malformed'],
  ['a token without "Bearer"', 401, 'token-malformed'],
  ['a user name and a password', 401, 'token-malformed'],
  ['half a token', 401, 'token-malformed'],
  ['an expired token', 401, 'token-expired'],
  ['a token that another key has signed', 401, 'token-not-ours'],
  ['a token of which somebody has changed who it is about', 401, 'token-not-ours'],
  ['a token that nobody has signed', 401, 'token-malformed'],
  ['a token that is signed with what everybody knows', 401, 'token-not-ours'],
  ['a token of another pool', 401, 'token-not-ours'],
  ['a token of another client', 401, 'token-not-ours'],
  ['an access token', 401, 'token-not-ours'],
  ['a token with an address that nobody has confirmed', 403, 'unverified'],
  ['a token with an address at another domain', 403, 'wrong-domain'],
] as const;

type Kind = (typeof refusals)[number][0];

/**
 * One of each kind. The pool itself gives the last three. Others have claims that it would not give: those are signed with
 * its key, which is public here and secret in AWS, so that nothing but the claim in question is wrong with them. All pools
 * have the same key here; in AWS a token of another pool has another one too, as "another key" has it.
 */
export async function badTokens(place: SignInPlace, keys: JsonWebKeySet): Promise<Record<Kind, string | undefined>> {
  const good = await signUp(place, { email: 'good@example.com', password: PASSWORD });
  const [head = '', body = '', signature = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const seconds = Math.floor(Date.now() / 1000);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forged = createSign('RSA-SHA256').update(`${head}.${body}`).sign(privateKey, 'base64url');
  const [key] = keys.keys;
  const symmetric = `${part({ alg: 'HS256', typ: 'JWT', kid: key?.kid })}.${body}`;
  const known = createHmac('sha256', JSON.stringify(key)).update(symmetric).digest('base64url');
  const tokens = {
    'half a token': `${head}.${body}`,
    'an expired token': await signAsPool({ ...claims, iat: seconds - 3_601, exp: seconds - 1 }),
    'a token that another key has signed': `${head}.${body}.${forged}`,
    'a token of which somebody has changed who it is about': `${head}.${part({ ...claims, sub: 'x' })}.${signature}`,
    'a token that nobody has signed': `${part({ alg: 'none', typ: 'JWT', kid: key?.kid })}.${body}.`,
    'a token that is signed with what everybody knows': `${symmetric}.${known}`,
    'a token of another pool': await signAsPool({ ...claims, iss: `${place.issuer}x` }),
    'a token of another client': await signAsPool({ ...claims, aud: 'another-client' }),
    'an access token': (await tokensOf(place, 'good@example.com')).AccessToken,
    'a token with an address that nobody has confirmed': await unconfirmed(place, 'unconfirmed@example.com'),
    'a token with an address at another domain': await moved(place, 'moved@example.com', 'moved@example.org'),
  };
  return {
    'no token': undefined,
    'an empty header': '',
    'no JSON Web Token': 'Bearer let-me-in',
    'a token without "Bearer"': good,
    'a user name and a password': `Basic ${Buffer.from(`good@example.com:${PASSWORD}`).toString('base64')}`,
    ...(Object.fromEntries(Object.entries(tokens).map(([kind, token]) => [kind, `Bearer ${token}`])) as Record<
      keyof typeof tokens,
      string
    >),
  };
}

export interface JsonWebKeySet {
  keys: readonly { kid: string }[];
}

/** Somebody whose account was confirmed by an administrator, and whose address by nobody. */
async function unconfirmed(place: SignInPlace, email: string): Promise<string> {
  await cognito(place, 'SignUp', { ClientId: place.clientId, Username: email, Password: PASSWORD });
  await cognito(place, 'AdminConfirmSignUp', { UserPoolId: place.poolId, Username: email });
  return signIn(place, { email, password: PASSWORD });
}

/** Somebody whose address an administrator has changed to one that could not have signed up. */
async function moved(place: SignInPlace, email: string, to: string): Promise<string> {
  await signUp(place, { email, password: PASSWORD });
  const UserAttributes = [
    { Name: 'email', Value: to },
    { Name: 'email_verified', Value: 'true' },
  ];
  await cognito(place, 'AdminUpdateUserAttributes', { UserPoolId: place.poolId, Username: email, UserAttributes });
  return signIn(place, { email, password: PASSWORD }).catch(() => signIn(place, { email: to, password: PASSWORD }));
}

async function tokensOf(place: SignInPlace, email: string): Promise<{ AccessToken: string }> {
  const { AuthenticationResult } = (await cognito(place, 'InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: place.clientId,
    AuthParameters: { USERNAME: email, PASSWORD },
  })) as { AuthenticationResult: { AccessToken: string } };
  return AuthenticationResult;
}

async function cognito({ endpoint }: SignInPlace, operation: string, input: object): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  return response.json();
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
