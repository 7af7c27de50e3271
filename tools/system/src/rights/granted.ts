import { type Account, createResolver, readTemplate } from '@patchbay/local';
import { type Resource, statementsOf, type Template } from '@patchbay/packaged';
import type { Right } from './right.ts';

/** What osls and its plugin add to each role, for Lambda: to write the log, and to read the queues that start the function. */
const LOG_ACTIONS = ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'];
const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/**
 * What the functions of a packaged service may do, by their full names, without what is added for Lambda. `exported` says
 * what other stacks export.
 * @throws when a role has more than permissions, such as managed policies
 */
export function grantedBy(
  template: Template,
  account: Account,
  exported: (name: string) => string,
): Map<string, Right[]> {
  const resources = Object.entries(template.Resources);
  const functions = resources.filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  const names = Object.fromEntries(functions.map(([id, { Properties }]) => [id, String(Properties['FunctionName'])]));
  const named = readTemplate('stack', { Resources: template.Resources });
  const resolve = createResolver({ ...named, functions: names }, account, exported);

  return new Map(
    functions.map(([id, { Properties }]) => {
      const name = names[id] ?? '';
      const rights = rightsOf(roleOf(Properties), name);
      const queues = resources
        .filter(([, { Type }]) => Type === 'AWS::Lambda::EventSourceMapping')
        .map(([, mapping]) => mapping.Properties)
        .filter((mapping) => [name, arnOf(name)].includes(String(resolve(mapping['FunctionName']))))
        .map((mapping) => String(resolve(mapping['EventSourceArn'])));
      const isAdded = ({ action, resource }: Right) =>
        (LOG_ACTIONS.includes(action) && resource === `${logGroup(name)}:*:*`) ||
        (QUEUE_ACTIONS.includes(action) && queues.includes(resource));
      return [name, rights.filter((each) => !isAdded(each))];
    }),
  );

  function roleOf({ Role }: Resource['Properties']): Resource | undefined {
    const { 'Fn::GetAtt': [id = ''] = [] } = Role as { 'Fn::GetAtt'?: string[] };
    return template.Resources[id];
  }

  function rightsOf(role: Resource | undefined, name: string): Right[] {
    const statements = statementsOf(role);
    const managed = (role?.Properties['ManagedPolicyArns'] ?? []) as unknown[];
    if (statements.length === 0 || managed.length > 0) throw new Error(`What ${name} may do is not in its own role.`);
    return statements.flatMap(({ Effect, Action, Resource: about, ...more }) => {
      if (Effect !== 'Allow' || 'NotAction' in more || 'NotResource' in more) {
        throw new Error(`The role of ${name} says what is not allowed.`);
      }
      return [Action]
        .flat()
        .flatMap((action) => [about].flat().map((resource) => ({ action, resource: String(resolve(resource)) })));
    });
  }

  function arnOf(name: string): string {
    return `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`;
  }

  function logGroup(name: string): string {
    return `arn:aws:logs:${account.region}:${account.accountId}:log-group:/aws/lambda/${name}`;
  }
}
