import { arn, type Account } from '../aws/account.ts';
import { LocalError } from '../errors.ts';
import { namingOf, type Template } from './template.ts';

/** Replaces the intrinsic functions that can be known without AWS: Ref, Fn::GetAtt of an Arn, Fn::Sub, Fn::Join. */
export type Resolve = (value: unknown) => unknown;

/**
 * `resolve` throws `LocalError` for what only AWS knows: Fn::ImportValue too, unless somebody says what other stacks export.
 */
export function createResolver(template: Template, account: Account, exported?: (name: string) => string): Resolve {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': account.accountId,
    'AWS::Partition': 'aws',
    'AWS::Region': account.region,
    'AWS::StackName': template.stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };

  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (argument) => ref(text(argument)),
    'Fn::GetAtt': (argument) => getAtt(...split(argument)),
    'Fn::Join': (argument) => join(argument),
    'Fn::Sub': (argument) => sub(argument),
    ...(exported && { 'Fn::ImportValue': (argument: unknown) => exported(text(argument)) }),
  };

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name = '', argument] = entries.length === 1 ? entries[0]! : [];
    if (Object.hasOwn(functions, name)) return functions[name]?.(argument);
    if (name.startsWith('Fn::')) throw unknown(value, `${name} is known to AWS only`);
    return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]));
  }

  function ref(name: string): string {
    return pseudo[name] ?? physicalName(name);
  }

  function physicalName(logicalId: string): string {
    const functionName = template.functions[logicalId];
    if (functionName !== undefined) return functionName;
    const resource = template.resources[logicalId];
    const naming = resource && namingOf(resource.Type);
    const name = naming && resolve(resource.Properties[naming.property]);
    if (typeof name === 'string') return name;
    throw unknown({ Ref: logicalId }, 'give the resource a name of its own, so that it is the same locally and in AWS');
  }

  function getAtt(logicalId: string, attribute: string): string {
    const functionName = template.functions[logicalId];
    if (attribute === 'Arn' && functionName !== undefined) return arn(account, 'lambda', `function:${functionName}`);
    const naming = namingOf(template.resources[logicalId]?.Type ?? '');
    if (attribute === 'Arn' && naming) return naming.arn(physicalName(logicalId), account);
    throw unknown(
      { 'Fn::GetAtt': [logicalId, attribute] },
      'only the Arn of functions, tables, queues, buckets and event buses is known',
    );
  }

  function join(argument: unknown): string {
    const [separator, parts] = Array.isArray(argument) ? (argument as unknown[]) : [];
    if (typeof separator !== 'string' || !Array.isArray(parts))
      throw unknown({ 'Fn::Join': argument }, 'a separator and a list are needed');
    return parts.map((part) => text(resolve(part))).join(separator);
  }

  function sub(argument: unknown): string {
    const [pattern, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
    const own = (resolve(variables ?? {}) ?? {}) as Record<string, unknown>;
    return text(pattern).replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(own, name)) return text(own[name]);
      const [logicalId = '', attribute] = name.split(/\.(.*)/);
      return attribute ? getAtt(logicalId, attribute) : ref(name);
    });
  }

  function text(value: unknown): string {
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw unknown(value, 'a text is needed');
  }

  function split(argument: unknown): [string, string] {
    const [logicalId, attribute] = Array.isArray(argument) ? (argument as unknown[]) : text(argument).split(/\.(.*)/);
    return [text(logicalId), text(attribute)];
  }

  function unknown(value: unknown, why: string): LocalError {
    return new LocalError(
      'CONFIGURATION',
      `${template.stackName}: ${JSON.stringify(value)} cannot be resolved locally: ${why}.`,
    );
  }

  return resolve;
}
