import * as z from 'zod';
import type { Account } from '../aws/account.ts';
import { createResolver } from '../cloudformation/resolve.ts';
import type { Resource, Template } from '../cloudformation/template.ts';
import { LocalError } from '../errors.ts';
import { ClientProperties, PoolProperties, type PoolDefinition } from './pool.ts';

/** What is of no use here: mail, deletion, the ways to get an account back, which clients learn of whom. */
const IGNORED = new Set([
  'AccountRecoverySetting',
  'DeletionProtection',
  'EmailConfiguration',
  'EnableTokenRevocation',
  'PreventUserExistenceErrors',
  'UserPoolTags',
]);

const inPool = z.object({ UserPoolId: z.object({ Ref: z.string() }) });

/** The template's user pools. Throws `LocalError` for what the local run does not have. */
export function poolsOf(template: Template, account: Account): PoolDefinition[] {
  const resolve = createResolver(template, account);
  const ofType = (type: string): [string, Resource][] =>
    Object.entries(template.resources).filter(([, resource]) => resource.Type === `AWS::Cognito::${type}`);

  function within(type: string, pool: string): [string, Resource][] {
    return ofType(type).filter(([, { Properties }]) => inPool.safeParse(Properties).data?.UserPoolId.Ref === pool);
  }

  function read<S extends z.ZodType>(schema: S, [logicalId, { Properties }]: [string, Resource], nameKey: string) {
    const { [nameKey]: nameValue, UserPoolId: _pool, ...others } = Properties;
    const name = resolve(nameValue);
    const wanted = Object.fromEntries(Object.entries(others).filter(([key]) => !IGNORED.has(key)));
    const parsed = schema.safeParse(resolve(wanted));
    if (typeof name !== 'string') throw refusal(`${logicalId} needs a ${nameKey} to run locally.`);
    if (!parsed.success) throw refusal(`${logicalId} does not run locally: ${z.prettifyError(parsed.error)}`);
    return { name, properties: parsed.data };
  }

  const refusal = (message: string) => new LocalError('UNSUPPORTED', `${template.stackName}: ${message}`);

  return ofType('UserPool').map((resource) => ({
    ...read(PoolProperties, resource, 'UserPoolName'),
    clients: within('UserPoolClient', resource[0]).map((client) => read(ClientProperties, client, 'ClientName')),
    groups: within('UserPoolGroup', resource[0]).map((group) => read(z.looseObject({}), group, 'GroupName').name),
  }));
}
