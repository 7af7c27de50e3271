import { createHmac } from 'node:crypto';
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  type InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTokenVerifier } from '@patchbay/lambda';
import { startFakeFunctions, type FakeFunctions } from '../../test/support/fake-functions.ts';
import { credentials, testStamp } from '../../test/support/stamp.ts';
import { readTemplate } from '../cloudformation/template.ts';
import { startLambda, type LocalLambda } from '../lambda/start-lambda.ts';
import { poolsOf } from './pools-of.ts';
import { placeOf, signIn, signUp, type SignInPlace } from './sign-up.ts';
import { CONFIRMATION_CODE, startCognito, type LocalCognito } from './start-cognito.ts';

const { account, clock } = testStamp();
const PASSWORD = 'Correct-horse-1';
const REFUSAL = 'Please sign up with your e-mail address at example.com';

const poolResources = (change: object = {}, clientChange: object = {}) => ({
  Resources: {
    Users: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UserPoolName: 'users',
        UsernameAttributes: ['email'],
        UsernameConfiguration: { CaseSensitive: false },
        AutoVerifiedAttributes: ['email'],
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
        Policies: {
          PasswordPolicy: {
            MinimumLength: 12,
            RequireLowercase: true,
            RequireUppercase: true,
            RequireNumbers: true,
            RequireSymbols: true,
          },
        },
        LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['PreSignUpLambdaFunction', 'Arn'] } },
        ...change,
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        ClientName: 'browser',
        UserPoolId: { Ref: 'Users' },
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
        PreventUserExistenceErrors: 'ENABLED',
        IdTokenValidity: 1,
        WriteAttributes: ['name'],
        ...clientChange,
      },
    },
    Strict: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        ClientName: 'strict',
        UserPoolId: { Ref: 'Users' },
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      },
    },
    Operators: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { GroupName: 'operators', UserPoolId: { Ref: 'Users' } },
    },
  },
});
const functions = [{ key: 'preSignUp', name: 'infra-test-preSignUp' }];
const definitions = (change?: object, clientChange?: object) =>
  poolsOf(readTemplate('infra-test', poolResources(change, clientChange), functions), account);

let fake: FakeFunctions;
let lambda: LocalLambda;
let cognito: LocalCognito;
let client: CognitoIdentityProviderClient;
let place: SignInPlace;
let issuer: string;
let count = 0;
/** Somebody who has no account yet. */
const newcomer = () => ({ email: `someone${++count}@example.com`, password: PASSWORD });

beforeAll(async () => {
  fake = await startFakeFunctions({
    'infra-test-preSignUp': (event) => {
      const { request } = event as { request: { userAttributes: { email: string } } };
      if (!request.userAttributes.email.endsWith('@example.com')) throw new Error(REFUSAL);
      return { ...(event as object), response: { autoConfirmUser: false } };
    },
  });
  lambda = await startLambda({ clock });
  lambda.register('infra-test-preSignUp', { endpoint: fake.endpoint });
  cognito = await startCognito({ account, clock, lambda });
  const pool = await cognito.createPool(definitions()[0]!);
  ({ issuer } = pool);
  place = placeOf(cognito, account, pool);
  client = new CognitoIdentityProviderClient({
    endpoint: cognito.endpoint,
    region: account.region,
    credentials,
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await cognito.stop();
  await lambda.stop();
  await fake.stop();
});
beforeEach(() => {
  fake.received.length = 0;
});

const auth = (email: string, password = PASSWORD, change: object = {}): Promise<InitiateAuthCommandOutput> =>
  client.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: place.clientId,
      AuthParameters: { USERNAME: email, PASSWORD: password },
      ...change,
    }),
  );
const create = (email: string, more: object = {}) =>
  client.send(new SignUpCommand({ ClientId: place.clientId, Username: email, Password: PASSWORD, ...more }));
const confirm = (email: string, ConfirmationCode = CONFIRMATION_CODE) =>
  client.send(new ConfirmSignUpCommand({ ClientId: place.clientId, Username: email, ConfirmationCode }));
const verify = (token: string | undefined, change: object = {}) =>
  createTokenVerifier({
    settings: async () => ({ issuer, clientId: place.clientId }),
    allowedDomain: 'example.com',
    now: () => clock.now(),
    ...change,
  })(`Bearer ${token}`);

test('ids look like AWS’s and follow from names', async () => {
  expect(place.poolId).toMatch(/^us-east-1_[0-9a-zA-Z]{9}$/);
  expect(place.clientId).toMatch(/^[0-9a-z]{26}$/);
  const other = await startCognito({ account, clock, lambda });
  const again = await other.createPool(definitions()[0]!);
  expect(again).toMatchObject({ id: place.poolId, issuer: `${other.endpoint}/${place.poolId}` });
  await other.stop();
});

describe('signing up', () => {
  test('with an address of our domain asks the trigger, as Cognito does', async () => {
    const { email } = newcomer();
    const { UserConfirmed, CodeDeliveryDetails } = await create(email);
    expect({ UserConfirmed, CodeDeliveryDetails }).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL' },
    });
    expect(fake.received).toEqual([
      {
        functionName: 'infra-test-preSignUp',
        event: {
          version: '1',
          region: 'us-east-1',
          userPoolId: place.poolId,
          userName: expect.stringMatching(/^[0-9a-f-]{36}$/),
          callerContext: { awsSdkVersion: expect.any(String), clientId: place.clientId },
          triggerSource: 'PreSignUp_SignUp',
          request: { userAttributes: { email }, validationData: null },
          response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
        },
      },
    ]);
  });

  test('with another address is refused with what the trigger says', async () => {
    await expect(create('someone@example.org')).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: `PreSignUp failed with error ${REFUSAL}.`,
    });
    await expect(auth('someone@example.org')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test.each([
    ['Short-1', 'Password not long enough'],
    ['correct-horse-1', 'Password must have uppercase characters'],
    ['CORRECT-HORSE-1', 'Password must have lowercase characters'],
    ['Correct-horse-x', 'Password must have numeric characters'],
    ['CorrectHorse123', 'Password must have symbol characters'],
  ])('with the password %s is refused', async (Password, lack) => {
    await expect(create(newcomer().email, { Password })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${lack}`,
    });
    expect(fake.received).toEqual([]);
  });

  test('twice is refused, in whatever case', async () => {
    const { email } = newcomer();
    await create(email);
    await expect(create(email.toUpperCase())).rejects.toMatchObject({ name: 'UsernameExistsException' });
  });

  test('with attributes that are not for the client is refused', async () => {
    const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
    await expect(create(newcomer().email, { UserAttributes })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    });
    await create(newcomer().email, { UserAttributes: [{ Name: 'name', Value: 'Some One' }] });
  });

  test('with another code is not confirmed', async () => {
    const { email } = newcomer();
    await create(email);
    await expect(confirm(email, '999999')).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await expect(auth(email)).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
  });

  test('by an administrator asks the trigger, too', async () => {
    const invite = (Username: string) =>
      client.send(new AdminCreateUserCommand({ UserPoolId: place.poolId, Username, MessageAction: 'SUPPRESS' }));
    await expect(invite('someone@example.org')).rejects.toMatchObject({ name: 'UserLambdaValidationException' });
    const { email } = newcomer();
    await invite(email);
    expect(fake.received.at(-1)?.event).toMatchObject({
      triggerSource: 'PreSignUp_AdminCreateUser',
      request: { userAttributes: { email } },
    });
  });
});

describe('signing in', () => {
  test('gives tokens for an hour, which the verifier takes', async () => {
    const person = newcomer();
    const token = await signUp(place, { ...person, groups: ['operators'] });
    expect(await verify(token)).toEqual({
      ok: true,
      user: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), email: person.email, groups: ['operators'] },
    });
    const hour = 3_600_000;
    expect(await verify(token, { now: () => clock.now() + hour - 1_000 })).toMatchObject({ ok: true });
    expect(await verify(token, { now: () => clock.now() + hour })).toEqual({ ok: false, reason: 'expired' });
  });

  test('works in whatever case, and says for how long', async () => {
    const person = newcomer();
    await signUp(place, person);
    const { AuthenticationResult: tokens } = await auth(person.email.toUpperCase());
    expect(tokens).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 3_600 });
    const { AuthenticationResult: again } = await auth('', '', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: tokens?.RefreshToken },
    });
    expect(await verify(again?.IdToken)).toMatchObject({ ok: true, user: { email: person.email } });
  });

  test('with a wrong password fails as for a person who is not there', async () => {
    const person = newcomer();
    await signUp(place, person);
    const refusal = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    await expect(signIn(place, { ...person, password: 'Wrong-horse-12' })).rejects.toMatchObject(refusal);
    await expect(signIn(place, newcomer())).rejects.toMatchObject(refusal);
  });

  test('is refused to who has been disabled', async () => {
    const person = newcomer();
    await signUp(place, person);
    await client.send(new AdminDisableUserCommand({ UserPoolId: place.poolId, Username: person.email }));
    await expect(auth(person.email)).rejects.toMatchObject({ message: 'User is disabled.' });
  });

  test('is refused by a flow that the client does not have', async () => {
    const [, strict] = cognito.pools()[0]!.clients;
    await expect(auth('a@example.com', PASSWORD, { ClientId: strict?.id })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'USER_PASSWORD_AUTH flow not enabled for this client',
    });
  });

  test('by SRP is not served', async () => {
    await expect(auth('a@example.com', PASSWORD, { AuthFlow: 'USER_SRP_AUTH' })).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
    });
  });
});

describe('the verifier refuses', () => {
  test('a token of somebody whose address is not confirmed', async () => {
    const { email } = newcomer();
    await create(email);
    await client.send(new AdminConfirmSignUpCommand({ UserPoolId: place.poolId, Username: email }));
    expect(await verify(await signIn(place, { email, password: PASSWORD }))).toEqual({
      ok: false,
      reason: 'unverified',
    });
  });

  test('an access token, and a token of another client', async () => {
    const person = newcomer();
    const token = await signUp(place, person);
    const { AuthenticationResult: tokens } = await auth(person.email);
    expect(await verify(tokens?.AccessToken)).toEqual({ ok: false, reason: 'not-ours' });
    const settings = async () => ({ issuer, clientId: cognito.pools()[0]!.clients[1]!.id });
    expect(await verify(token, { settings })).toEqual({ ok: false, reason: 'not-ours' });
  });

  test('a token that was changed', async () => {
    const [header, payload = ''] = (await signUp(place, newcomer())).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, 'cognito:groups': ['operators'] })).toString('base64url');
    const mac = createHmac('sha256', 'guess').update(`${header}.${forged}`).digest('base64url');
    expect(await verify(`${header}.${forged}.${mac}`)).toEqual({ ok: false, reason: 'not-ours' });
  });

  test('somebody of another domain', async () => {
    const token = await signUp(place, newcomer());
    expect(await verify(token, { allowedDomain: 'example.org' })).toEqual({ ok: false, reason: 'wrong-domain' });
  });
});

test('nobody changes the address that was checked', async () => {
  const person = newcomer();
  await signUp(place, person);
  const { AuthenticationResult: tokens } = await auth(person.email);
  const change = (Name: string, Value: string) =>
    client.send(
      new UpdateUserAttributesCommand({ AccessToken: tokens?.AccessToken, UserAttributes: [{ Name, Value }] }),
    );
  await expect(change('email', 'someone@example.org')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  await change('name', 'Some One');
});

test('administrators set passwords that follow the rules; times are times', async () => {
  const { email } = newcomer();
  const UserPoolId = place.poolId;
  await create(email);
  const set = (Password: string) =>
    client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: email, Password, Permanent: true }));
  await expect(set('weak')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
  await set('Another-horse-2');
  expect((await auth(email, 'Another-horse-2')).AuthenticationResult).toBeDefined();
  const { UserCreateDate } = await client.send(new AdminGetUserCommand({ UserPoolId, Username: email }));
  expect(UserCreateDate).toEqual(new Date(Math.floor(clock.now() / 1000) * 1000));
});

test('pools come from serverless.yml only', async () => {
  await expect(client.send(new CreateUserPoolCommand({ PoolName: 'mine' }))).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
  });
});

test('a page of another origin may sign in', async () => {
  const asked = await fetch(cognito.endpoint, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:5173', 'access-control-request-headers': 'x-amz-target,content-type' },
  });
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-headers')).toBe('x-amz-target,content-type');
  expect((await fetch(`${cognito.endpoint}/elsewhere`)).status).toBe(404);
});

describe('a trigger that', () => {
  const startWith = async (functionName: string, answer: () => unknown) => {
    const broken = await startFakeFunctions({ [functionName]: answer });
    lambda.register(functionName, { endpoint: broken.endpoint });
    const [definition] = definitions({
      UserPoolName: functionName,
      LambdaConfig: { PreSignUp: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}` },
    });
    return { broken, at: placeOf(cognito, account, await cognito.createPool(definition!)) };
  };

  test('answers nonsense lets nobody in', async () => {
    const { broken, at } = await startWith('nonsense', () => 'yes');
    await expect(signUp(at, newcomer())).rejects.toMatchObject({ name: 'InvalidLambdaResponseException' });
    await broken.stop();
  });

  test('does not answer lets nobody in', async () => {
    const { broken, at } = await startWith('gone', () => 'yes');
    await broken.stop();
    await expect(signUp(at, newcomer())).rejects.toMatchObject({ name: 'UnexpectedLambdaExceptionException' });
  });
});

describe('what the local run does not have is refused at the start', () => {
  test.each([
    ['another trigger', { LambdaConfig: { PostConfirmation: 'arn' } }, {}, /Users does not run locally: .*PostConf/],
    ['MFA', { MfaConfiguration: 'ON' }, {}, /MfaConfiguration/],
    ['a secret', {}, { GenerateSecret: true }, /Client does not run locally: [^]*GenerateSecret/],
    ['a pool without a name', { UserPoolName: undefined }, {}, /Users needs a UserPoolName/],
  ])('%s', (_what, change, clientChange, message) => {
    expect(() => definitions(change, clientChange)).toThrow(message);
  });
});
