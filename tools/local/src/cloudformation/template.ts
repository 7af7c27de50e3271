import * as z from 'zod';
import type { Account } from '../aws/account.ts';
import { LocalError } from '../errors.ts';

const Resource = z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const Section = z.object({ Resources: z.record(z.string(), Resource).default({}) });

export type Resource = z.infer<typeof Resource>;

/** The `resources` of a serverless.yml, its variables resolved. */
export interface Template {
  /** `<service>-<stage>`. */
  stackName: string;
  resources: Readonly<Record<string, Resource>>;
  /** Full names of the functions, by the logical ids that Serverless gives them, such as `MainLambdaFunction`. */
  functions: Readonly<Record<string, string>>;
}

/**
 * Reads the section as Serverless gives it: one object, or a list of them. `functions` is what else the stack has.
 * Throws `LocalError` when it is malformed.
 */
export function readTemplate(
  stackName: string,
  section: unknown,
  functions: readonly { key: string; name: string }[] = [],
): Template {
  const parts = Array.isArray(section) ? (section as unknown[]) : [section ?? {}];
  const resources = parts.map((part) => {
    const parsed = Section.safeParse(part);
    if (parsed.success) return parsed.data.Resources;
    throw new LocalError(
      'CONFIGURATION',
      `The resources of ${stackName} are malformed: ${z.prettifyError(parsed.error)}`,
    );
  });
  return {
    stackName,
    resources: Object.assign({}, ...resources) as Record<string, Resource>,
    functions: Object.fromEntries(functions.map(({ key, name }) => [functionId(key), name])),
  };
}

/** As the Serverless Framework names the resource of a function. */
function functionId(key: string): string {
  const normalized = key.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${normalized.charAt(0).toUpperCase()}${normalized.slice(1)}LambdaFunction`;
}

/** The property of a resource that names it, and the service that its ARN names. */
const NAMED: Readonly<Record<string, { property: string; arn: (name: string, account: Account) => string }>> = {
  'AWS::DynamoDB::Table': { property: 'TableName', arn: regional('dynamodb', 'table/') },
  'AWS::SQS::Queue': { property: 'QueueName', arn: regional('sqs') },
  'AWS::Events::EventBus': { property: 'Name', arn: regional('events', 'event-bus/') },
  'AWS::S3::Bucket': { property: 'BucketName', arn: (name) => `arn:aws:s3:::${name}` },
  'AWS::SES::ConfigurationSet': { property: 'Name', arn: regional('ses', 'configuration-set/') },
  'AWS::SES::EmailIdentity': { property: 'EmailIdentity', arn: regional('ses', 'identity/') },
  'AWS::SecretsManager::Secret': { property: 'Name', arn: regional('secretsmanager', 'secret:') },
};

/** The type's physical name property; undefined for types that the local run does not name. */
export function namingOf(type: string): (typeof NAMED)[string] | undefined {
  return Object.hasOwn(NAMED, type) ? NAMED[type] : undefined;
}

function regional(service: string, prefix = '') {
  return (name: string, { region, accountId }: Account) => `arn:aws:${service}:${region}:${accountId}:${prefix}${name}`;
}
