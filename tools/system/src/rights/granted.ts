import { type Account, createResolver, readTemplate } from '@patchbay/local';
import { type Resource, statementsOf, type Template } from '@patchbay/packaged';
import type { Right } from './right.ts';

/**
 * What Lambda itself does in the name of a function, and osls or its plugin add to the role for the most part: it writes the
 * log, reads the queues that start the function, and sends on what came to nothing.
 */
const LOG_ACTIONS = ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'];
const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const FAILURE_ACTION = 'sqs:SendMessage';

interface Destinations {
  OnFailure?: { Destination?: unknown };
}

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
      const queues = settingsOf(name, 'AWS::Lambda::EventSourceMapping').map((each) => each['EventSourceArn']);
      const failures = settingsOf(name, 'AWS::Lambda::EventInvokeConfig').map(
        ({ DestinationConfig }) => (DestinationConfig as Destinations | undefined)?.OnFailure?.Destination,
      );
      const isForLambda = ({ action, resource }: Right) =>
        (LOG_ACTIONS.includes(action) && resource === `${logGroup(name)}:*:*`) ||
        (QUEUE_ACTIONS.includes(action) && queues.map(resolve).includes(resource)) ||
        (action === FAILURE_ACTION && failures.map(resolve).includes(resource));
      return [name, rights.filter((each) => !isForLambda(each))];
    }),
  );

  /** Of resources that say how Lambda starts a function. */
  function settingsOf(name: string, type: string): Resource['Properties'][] {
    return resources
      .filter(([, { Type }]) => Type === type)
      .map(([, { Properties }]) => Properties)
      .filter(({ FunctionName }) => [name, arnOf(name)].includes(String(resolve(FunctionName))));
  }

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
