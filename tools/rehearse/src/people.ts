import type { Stage } from '@patchbay/config';
import { OPERATORS } from '@patchbay/lambda';
import type { PoolMember, SignIn } from '@patchbay/local';
import { awsJson } from './aws-json.ts';
import type { Exports } from './exports.ts';

const PASSWORD = 'Call-somebody-1';

/** Two people who make accounts in the user pool that was deployed; one of them is an operator. */
export async function openAccounts(endpoint: string, stage: Stage, exports: Exports): Promise<SignIn> {
  const { userPoolId: poolId, userPoolClientId: clientId, userPoolIssuer: issuer } = exports;
  const at = (name: string) => ({ email: `${name}@${stage.allowedDomain ?? 'example.com'}`, password: PASSWORD });
  const [someone, operator] = [at('someone'), at('operator')];
  const signIn = { endpoint, region: stage.region, poolId, clientId, issuer, someone, operator };
  await makeAccount(signIn, someone);
  await makeAccount(signIn, { ...operator, groups: [OPERATORS] });
  return signIn;
}

/** By Cognito's API: who signs up is asked by the deployed trigger, and an administrator confirms the address. */
async function makeAccount({ endpoint, poolId, clientId }: SignIn, member: PoolMember): Promise<void> {
  const { email: Username, password: Password, groups = [] } = member;
  const send = (operation: string, input: object) =>
    awsJson(endpoint, `AWSCognitoIdentityProviderService.${operation}`, { Username, ...input });
  const UserAttributes = [{ Name: 'email', Value: Username }];
  await send('SignUp', { ClientId: clientId, Password, UserAttributes });
  await send('AdminConfirmSignUp', { UserPoolId: poolId });
  for (const GroupName of groups) await send('AdminAddUserToGroup', { UserPoolId: poolId, GroupName });
}
