import { LOCAL_ACCOUNT_ID, type Account } from '../aws/account.ts';
import { resourcesOf } from '../cloudformation/resources.ts';
import type { Template } from '../cloudformation/template.ts';
import type { QueueSpec } from './start-queues.ts';

/** What CloudFormation and CreateQueue write alike; the rest (encryption, tags) fauxqs does not have. */
const ATTRIBUTES = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
];

/** The template's queues. */
export function queuesOf(template: Template, { region }: Account): QueueSpec[] {
  // fauxqs finds a dead-letter queue by its ARN, and its account is always this one.
  const account = { accountId: LOCAL_ACCOUNT_ID, region };
  return resourcesOf(template, 'AWS::SQS::Queue', ATTRIBUTES, account).map(({ name, properties }) => ({
    name,
    attributes: Object.fromEntries(Object.entries(properties).map(([attribute, value]) => [attribute, asText(value)])),
  }));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
