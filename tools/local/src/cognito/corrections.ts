/**
 * Where cognito-local differs from Amazon Cognito in what we rely on: the rules of passwords, attributes that a client
 * may not write, flows that it may not use, user names in capitals, confirmed addresses, sign-ups by administrators, and
 * what a wrong password is called.
 */
import {
  InvalidParameterError,
  InvalidPasswordError,
  NotAuthorizedError,
  UnsupportedError,
} from 'cognito-local/lib/errors.js';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import { attributesAppend, type UserPoolService } from 'cognito-local/lib/services/userPoolService.js';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { PoolProperties } from './pool.ts';
import { lackOf } from './password.ts';

const text = z.string().optional();
const texts = z.record(z.string(), z.string()).optional();

/** What is looked at of any request. */
const Request = z.looseObject({
  ClientId: text,
  UserPoolId: text,
  Username: text,
  Password: text,
  ProposedPassword: text,
  AccessToken: text,
  AuthFlow: text,
  AuthParameters: texts,
  ChallengeResponses: texts,
  ClientMetadata: texts,
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).default([]),
});

type Request = z.infer<typeof Request>;
export type Run = (input: object) => Promise<object>;
type Correction = (request: Request, run: Run) => Promise<object>;

const SECONDS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
const FLOWS: Readonly<Record<string, string>> = { REFRESH_TOKEN: 'REFRESH_TOKEN_AUTH' };

/** The operation as Amazon Cognito does it, from the one that cognito-local has. */
export function createCorrections({ cognito, triggers }: Services, context: Context): (name: string, run: Run) => Run {
  const poolOf = ({ UserPoolId, ClientId }: Request): Promise<UserPoolService> =>
    UserPoolId === undefined
      ? cognito.getUserPoolForClientId(context, ClientId ?? '')
      : cognito.getUserPool(context, UserPoolId);

  async function clientOf({ ClientId, AccessToken = '' }: Request): Promise<AppClient> {
    const id = ClientId ?? clientOfToken(AccessToken);
    const client = await cognito.getAppClient(context, id);
    if (!client) throw new NotAuthorizedError('Invalid Access Token');
    return client;
  }

  const strong = (password: (request: Request) => string | undefined): Correction =>
    async function (request, run) {
      const { UserPoolId } = request.UserPoolId === undefined ? await clientOf(request) : request;
      const pool = await cognito.getUserPool(context, UserPoolId ?? '');
      const { PasswordPolicy } = PoolProperties.shape.Policies.parse(pool.options.Policies);
      const lack = lackOf(password(request) ?? '', PasswordPolicy);
      if (lack !== undefined) throw new AwsError('InvalidPasswordException', lack);
      return run(request);
    };

  const writable: Correction = async (request, run) => {
    const { WriteAttributes } = await clientOf(request);
    const forbidden = request.UserAttributes.some(({ Name }) => WriteAttributes?.includes(Name) === false);
    if (forbidden) throw new NotAuthorizedError('A client attempted to write unauthorized attribute');
    return run(request);
  };

  const authenticate: Correction = async (request, run) => {
    const client = await clientOf(request);
    const flow = FLOWS[request.AuthFlow ?? ''] ?? request.AuthFlow ?? '';
    if (!client.ExplicitAuthFlows?.includes(`ALLOW_${flow}`)) {
      throw new InvalidParameterError(`${flow} flow not enabled for this client`);
    }
    if (flow === 'USER_SRP_AUTH') throw new UnsupportedError('USER_SRP_AUTH; sign in with USER_PASSWORD_AUTH');
    const { USERNAME } = request.AuthParameters ?? {};
    const user = USERNAME === undefined ? null : await (await poolOf(request)).getUserByUsername(context, USERNAME);
    if (user?.Enabled === false) throw new NotAuthorizedError('User is disabled.');
    try {
      return complete(await run(request), client);
    } catch (error) {
      const wrong = error instanceof InvalidPasswordError || error instanceof NotAuthorizedError;
      if (!wrong) throw error;
      const refresh = flow === 'REFRESH_TOKEN_AUTH';
      throw new NotAuthorizedError(refresh ? 'Invalid Refresh Token' : 'Incorrect username or password.');
    }
  };

  const confirm: Correction = async (request, run) => {
    const answer = await run(request);
    const pool = await poolOf(request);
    const user = await pool.getUserByUsername(context, request.Username ?? '');
    if (user && pool.options.AutoVerifiedAttributes?.includes('email')) {
      const Attributes = attributesAppend(user.Attributes, { Name: 'email_verified', Value: 'true' });
      await pool.saveUser(context, { ...user, Attributes });
    }
    return answer;
  };

  const createByAdministrator: Correction = async (request, run) => {
    const { UserAttributes, Username = '' } = request;
    const hasEmail = UserAttributes.some(({ Name }) => Name === 'email');
    await triggers.preSignUp(context, {
      clientId: 'CLIENT_ID_NOT_APPLICABLE',
      clientMetadata: request.ClientMetadata,
      source: 'PreSignUp_AdminCreateUser',
      userAttributes: [...UserAttributes, ...(hasEmail ? [] : [{ Name: 'email', Value: Username }])] as {
        Name: string;
      }[],
      username: Username,
      userPoolId: request.UserPoolId ?? '',
      validationData: undefined,
    });
    return run(request);
  };

  const corrections: Readonly<Record<string, Correction>> = {
    SignUp: (request, run) => writable(request, (input) => strong(({ Password }) => Password)(input as Request, run)),
    ConfirmSignUp: confirm,
    InitiateAuth: authenticate,
    AdminInitiateAuth: authenticate,
    RespondToAuthChallenge: async (request, run) => complete(await run(request), await clientOf(request)),
    AdminCreateUser: createByAdministrator,
    AdminSetUserPassword: strong(({ Password }) => Password),
    ConfirmForgotPassword: strong(({ Password }) => Password),
    ChangePassword: strong(({ ProposedPassword }) => ProposedPassword),
    UpdateUserAttributes: writable,
  };

  return (name, run) => {
    const correction: Correction = corrections[name] ?? ((request, again) => again(request));
    return async (input) => correction(inLowerCase(Request.parse(input)), run);
  };
}

/** User names are e-mail addresses, in whatever case. */
function inLowerCase(request: Request): Request {
  const { Username, AuthParameters, ChallengeResponses } = request;
  const lower = (name: string): string => (name.includes('@') ? name.toLowerCase() : name);
  const inside = (values: Record<string, string>) => ({
    ...values,
    ...(values['USERNAME'] !== undefined && { USERNAME: lower(values['USERNAME']) }),
  });
  return {
    ...request,
    ...(Username !== undefined && { Username: lower(Username) }),
    ...(AuthParameters && { AuthParameters: inside(AuthParameters) }),
    ...(ChallengeResponses && { ChallengeResponses: inside(ChallengeResponses) }),
  };
}

/** The client that an access token was issued to; cognito-local does not ask who signed it either. */
function clientOfToken(token: string): string {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return z.object({ client_id: z.string() }).parse(claims).client_id;
  } catch {
    throw new NotAuthorizedError('Invalid Access Token');
  }
}

/** Says for how long the tokens are valid. */
function complete(answer: object, { AccessTokenValidity = 1, TokenValidityUnits }: AppClient): object {
  const { AuthenticationResult: tokens } = answer as { AuthenticationResult?: object };
  if (!tokens) return answer;
  const unit = (TokenValidityUnits?.AccessToken ?? 'hours') as keyof typeof SECONDS;
  const ExpiresIn = AccessTokenValidity * SECONDS[unit];
  return { ...answer, AuthenticationResult: { ...tokens, TokenType: 'Bearer', ExpiresIn } };
}
